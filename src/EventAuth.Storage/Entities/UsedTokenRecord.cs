namespace EventAuth.Storage.Entities;

/// <summary>A single-use token that was used. Sorted by expiry, so that expired ones are together at the front.</summary>
[PrimaryKey(nameof(Expires), nameof(TokenId))]
public sealed class UsedTokenRecord
{
    /// <summary>The token's <c>exp</c>, in seconds since 1970.</summary>
    public long Expires { get; set; }

    /// <summary>SHA-256 of its <c>jti</c>, in lower-case hex.</summary>
    public required string TokenId { get; set; }
}
