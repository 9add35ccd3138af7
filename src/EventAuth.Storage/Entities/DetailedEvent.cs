namespace EventAuth.Storage.Entities;

/// <summary>The row of an event, with the details of a rejected one.</summary>
internal sealed class DetailedEvent
{
    public required EventRecord Row { get; init; }

    /// <summary>Null for an accepted event.</summary>
    public RejectionRecord? Details { get; init; }
}
