namespace EventAuth.Admin.People;

/// <summary>A person with an account, as administrators see them.</summary>
/// <param name="Id">Of the account.</param>
/// <param name="Email">With which they sign in.</param>
/// <param name="Role">Its name.</param>
/// <param name="CreatedAt">When the account was made.</param>
/// <param name="LastSignIn">When they signed in last; null for never.</param>
/// <param name="ApiKeys">How many API keys they made that were not revoked: these do not go with the person.</param>
internal sealed record PersonSummary(
    string Id, string Email, string Role, DateTimeOffset CreatedAt, DateTimeOffset? LastSignIn, int ApiKeys);
