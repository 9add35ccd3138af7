namespace EventAuth.Storage.Entities;

/// <summary>What belongs to the installation as a whole; exactly one row.</summary>
public sealed class InstallationRecord
{
    public int Id { get; set; } = 1;

    /// <summary>256 random bits with which event ids are made from idempotency keys, so that an id reveals nothing about them.</summary>
    public required byte[] EventIdKey { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>The link to create the first administrator; at most one row.</summary>
public sealed class SetupLinkRecord
{
    public int Id { get; set; } = 1;

    /// <summary>SHA-256 of the code in the link.</summary>
    public required byte[] Hash { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}
