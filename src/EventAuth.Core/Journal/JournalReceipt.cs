using EventAuth.Core.Decisions;

namespace EventAuth.Core.Journal;

/// <summary>The verdict on one entry.</summary>
/// <param name="EventId">The stored event, the first one's id for a repeat; empty for a rejection.</param>
public readonly record struct JournalReceipt(Decision Decision, Guid EventId)
{
    /// <summary>
    /// The names of the customer data that the event had the right to change and that was not kept, for the sender of a valid token; null
    /// when there is none. Without a token, and for a conflict, always null: the answer must not reveal what is known about a customer.
    /// </summary>
    public IReadOnlyList<string>? NotKept { get; init; }
}

/// <summary>How an append ended.</summary>
public enum AppendStatus
{
    /// <summary>Decided; what was accepted is committed and synced.</summary>
    Committed,

    /// <summary>The queue is full; nothing was kept.</summary>
    Overloaded,

    /// <summary>Storage does not answer; nothing was kept.</summary>
    Unavailable,
}
