namespace EventAuth.Storage.Postgres;

/// <summary>
/// An event that may be repeated, by the id that follows from its idempotency key. The tables of events are divided by day, so they
/// cannot keep an id unique over all days.
/// </summary>
public sealed class SaltedEventRecord
{
    public Guid EventId { get; set; }

    /// <summary>What its sender was told of customer data that was not kept, as a JSON array; null for nothing.</summary>
    public string? NotKept { get; set; }
}
