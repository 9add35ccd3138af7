namespace EventAuth.Storage.Entities;

/// <summary>A token that was good for one request and was used. Kept by expiry, so that what expired lies together at the front.</summary>
[PrimaryKey(nameof(Expires), nameof(TokenId))]
public sealed class UsedTokenRecord
{
    /// <summary>The token's <c>exp</c>, in seconds since 1970.</summary>
    public long Expires { get; set; }

    /// <summary>SHA-256 of its <c>jti</c>, in lower-case hex.</summary>
    public required string TokenId { get; set; }
}
