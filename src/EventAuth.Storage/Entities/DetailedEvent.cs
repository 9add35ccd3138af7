namespace EventAuth.Storage.Entities;

/// <summary>The row of an event, with what else is known of it where it was rejected.</summary>
internal sealed class DetailedEvent
{
    public required EventRecord Row { get; init; }

    /// <summary>Null for an accepted event.</summary>
    public RejectionRecord? Details { get; init; }
}
