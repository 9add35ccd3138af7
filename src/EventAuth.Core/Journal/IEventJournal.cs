using EventAuth.Core.Decisions;

namespace EventAuth.Core.Journal;

/// <summary>Decides events where the customer's state cannot change underneath, and keeps them. One writer, many events in one transaction.</summary>
public interface IEventJournal
{
    /// <summary>
    /// Decides and keeps the entries of one request, in their order, in one transaction with others that wait.
    /// Completes after the commit is synced; with <see cref="AppendStatus.Overloaded"/> or <see cref="AppendStatus.Unavailable"/> nothing was kept.
    /// Until then the append and the buffers of its entries belong to the journal.
    /// </summary>
    ValueTask<AppendStatus> AppendAsync(JournalAppend append);

    /// <summary>Hands over a rejection to be recorded within a second; false when the queue is full or storage does not answer.</summary>
    bool TryRecord(RejectionEntry rejection);
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

/// <summary>The verdict on one entry.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="EventId">The stored event, the first one's id for a repeat; empty for a rejection.</param>
public readonly record struct JournalReceipt(Decision Decision, Guid EventId);
