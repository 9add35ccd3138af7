using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Journal;

/// <summary>Decides events while the customer's state cannot change, and keeps them. One writer, many events in one transaction.</summary>
public interface IEventJournal
{
    /// <summary>
    /// Decides and keeps the entries of one request, in their order, in one transaction with others that wait. Completes after the commit
    /// is synced; with <see cref="AppendStatus.Overloaded"/> or <see cref="AppendStatus.Unavailable"/> nothing was kept. Until then the
    /// append and the buffers of its entries belong to the journal.
    /// </summary>
    ValueTask<AppendStatus> AppendAsync(JournalAppend append);

    /// <summary>
    /// Counts events that were rejected before they came to a decision. Who is answered after it is counted, even where the process is
    /// killed the next moment, and whether or not storage answers.
    /// </summary>
    /// <param name="action">The events' name where they had a valid one in common, else null.</param>
    /// <param name="certificateId">The certificate in force where a token was presented, or null.</param>
    void Count(DecisionReason reason, EventName? action, string? certificateId, int count);

    /// <summary>Hands over a rejection, already counted, to be recorded by itself within a second; false when there is no room.</summary>
    bool TryRecord(RejectionEntry rejection);
}
