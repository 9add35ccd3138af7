namespace EventAuth.Core.Profiles;

/// <summary>Where an accepted event went.</summary>
/// <param name="Profile">The profile whose activity it is.</param>
/// <param name="Conflict">Whether it brought an identifier that was not taken; then it changed nothing else.</param>
/// <param name="NotKept">
/// The names of the customer data that the event brought, had the right to change, and that was not kept; null when there is none.
/// </param>
public readonly record struct ProfileOutcome(ProfileState Profile, bool Conflict, IReadOnlyList<string>? NotKept);
