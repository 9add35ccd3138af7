namespace EventAuth.Admin.Accounts;

/// <summary>A key of the admin API that was not revoked, as administrators see it.</summary>
/// <param name="LastUsedAt">When it was last used; null for never.</param>
/// <param name="ExpiresAt">When it expires; null for never.</param>
internal sealed record ApiKeySummary(
    int Id,
    string Name,
    string Role,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? ExpiresAt);
