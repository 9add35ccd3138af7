namespace EventAuth.Storage.Entities;

/// <summary>A key of the admin API. Only its hash is kept.</summary>
[Index(nameof(Hash), IsUnique = true)]
public sealed class ApiKeyRecord
{
    public int Id { get; set; }
    public required string Name { get; set; }

    /// <summary>SHA-256 of the key's bytes. A key has enough entropy that a slow hash adds nothing.</summary>
    public required byte[] Hash { get; set; }

    public required string Role { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public required string CreatedBy { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>When a program last used it, accurate to some seconds; null before the first time.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}
