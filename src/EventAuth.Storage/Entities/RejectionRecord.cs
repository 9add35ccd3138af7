namespace EventAuth.Storage.Entities;

/// <summary>What else is known about a rejected event. Its customer is stored only as hashes, with a key outside the database.</summary>
public sealed class RejectionRecord
{
    /// <summary>The id of the row among the events.</summary>
    public long Id { get; set; }

    /// <summary>The same as the event's. Only on PostgreSQL, where both tables are partitioned by it.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    public byte[]? UuidHash { get; set; }
    public byte[]? EmailHash { get; set; }
    public byte[]? CustomIdHash { get; set; }
    public string? Origin { get; set; }
    public string? Sdk { get; set; }
    public long? ExpiredSeconds { get; set; }

    /// <summary>What was sent, encrypted; null if it is not kept, or not any more.</summary>
    public byte[]? Payload { get; set; }
}
