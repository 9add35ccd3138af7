using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;

namespace EventAuth.Benchmarks.Ingest.Contenders;

/// <summary>Decides as the product does, with every customer unknown, and stores nothing.</summary>
internal sealed class DecidingJournal : IEventJournal
{
    public ValueTask<AppendStatus> AppendAsync(JournalAppend append)
    {
        for (var i = 0; i < append.Count; i++)
        {
            var customer = append[i].Token is null ? CustomerState.Anonymous : CustomerState.Authenticated;
            append.Receipts[i] = new JournalReceipt(EventDecider.Decide(append.Snapshot, append[i].Action, customer), Guid.CreateVersion7(append[i].ReceivedAt));
        }

        return ValueTask.FromResult(AppendStatus.Committed);
    }

    public void Count(DecisionReason reason, EventName? action, string? certificateId, int count)
    {
    }

    public bool TryRecord(RejectionEntry rejection) => true;
}
