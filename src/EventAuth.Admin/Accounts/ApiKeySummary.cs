namespace EventAuth.Admin.Accounts;

/// <summary>A key of the admin API that was not revoked, as administrators see it.</summary>
/// <param name="LastUsedAt">When a program came with it last; null for never.</param>
/// <param name="ExpiresAt">From when on it is refused; null for never.</param>
internal sealed record ApiKeySummary(
    int Id,
    string Name,
    string Role,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? ExpiresAt);
