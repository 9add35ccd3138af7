namespace EventAuth.Storage.Entities;

/// <summary>A proof of a token that was used. Sorted by time: old ones are together at the front, new ones at the end.</summary>
[PrimaryKey(nameof(IssuedAt), nameof(Id))]
public sealed class UsedProofRecord
{
    /// <summary>Its <c>iat</c>, in whole seconds since 1970.</summary>
    public long IssuedAt { get; set; }

    /// <summary>The first 16 bytes of a hash over its key and its <c>jti</c>.</summary>
    public Guid Id { get; set; }
}
