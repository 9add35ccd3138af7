namespace EventAuth.Storage.Entities;

/// <summary>What belongs to the installation as a whole; exactly one row.</summary>
public sealed class InstallationRecord
{
    public int Id { get; set; } = 1;

    /// <summary>256 random bits under which event ids are made from idempotency keys, so that an id tells nothing of them.</summary>
    public required byte[] EventIdKey { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
