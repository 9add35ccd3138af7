namespace EventAuth.Admin.Api.Answers;

/// <summary>All that is kept of a customer, as the description shows it; it is written a part at a time.</summary>
/// <param name="ExportedAt">When.</param>
/// <param name="Profile">What is known.</param>
/// <param name="Identifiers">How its identifiers came to it, newest first.</param>
/// <param name="Activities">Its accepted events, newest first.</param>
internal sealed record CustomerFile(
    DateTimeOffset ExportedAt,
    ProfileAnswer Profile,
    IReadOnlyList<IdentifierAnswer> Identifiers,
    IReadOnlyList<ActivityAnswer> Activities);
