namespace EventAuth.Admin.People;

/// <summary>A person with an account, as administrators see them.</summary>
/// <param name="Id">Of the account.</param>
/// <param name="Email">With which they sign in.</param>
/// <param name="Role">Its name.</param>
/// <param name="CreatedAt">When the account was made.</param>
/// <param name="LastSignIn">When they signed in last; null for never.</param>
internal sealed record PersonSummary(string Id, string Email, string Role, DateTimeOffset CreatedAt, DateTimeOffset? LastSignIn);
