namespace EventAuth.Admin.People;

/// <summary>An invitation that can still be accepted.</summary>
/// <param name="Id">Of its record.</param>
/// <param name="Email">Whom it is for.</param>
/// <param name="Role">The role they will have.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record PendingInvitation(int Id, string Email, string Role, DateTimeOffset ExpiresAt);
