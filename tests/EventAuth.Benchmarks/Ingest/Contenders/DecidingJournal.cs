using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;

namespace EventAuth.Benchmarks.Ingest.Contenders;

/// <summary>Decides as the product does, with every customer unknown, and keeps nothing.</summary>
internal sealed class DecidingJournal : IEventJournal
{
    public ValueTask<AppendResult> AppendAsync(IReadOnlyList<JournalEntry> entries, PolicySnapshot snapshot, CancellationToken cancellation)
    {
        var receipts = new JournalReceipt[entries.Count];
        for (var i = 0; i < receipts.Length; i++)
        {
            var customer = entries[i].Token is null ? CustomerState.Anonymous : CustomerState.Authenticated;
            receipts[i] = new JournalReceipt(EventDecider.Decide(snapshot, entries[i].Action, customer), Guid.CreateVersion7(entries[i].Time));
        }

        return ValueTask.FromResult(new AppendResult(AppendStatus.Committed, receipts));
    }

    public bool TryRecord(RejectionEntry rejection) => true;
}
