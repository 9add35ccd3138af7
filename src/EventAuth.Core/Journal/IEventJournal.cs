using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Journal;

/// <summary>Decides events while the customer's state cannot change, and stores them. One writer, many events in one transaction.</summary>
public interface IEventJournal
{
    /// <summary>
    /// Decides and stores the entries of one request, in order, in one transaction with others that wait. Completes after the commit
    /// is synced; with <see cref="AppendStatus.Overloaded"/> or <see cref="AppendStatus.Unavailable"/> nothing was kept. Until then the
    /// append and the buffers of its entries belong to the journal.
    /// </summary>
    ValueTask<AppendStatus> AppendAsync(JournalAppend append);

    /// <summary>
    /// Counts events that were rejected before a decision. If the answer is sent after this, they are counted even if the process is
    /// killed the next moment, and whether or not storage works.
    /// </summary>
    /// <param name="action">The events' name if they had a valid one in common, otherwise null.</param>
    /// <param name="certificateId">The certificate in force if a token was presented, or null.</param>
    void Count(DecisionReason reason, EventName? action, string? certificateId, int count);

    /// <summary>Hands over a rejection, already counted, to be recorded individually within a second; false if there is no room.</summary>
    bool TryRecord(RejectionEntry rejection);
}
