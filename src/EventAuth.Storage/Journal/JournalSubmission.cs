using EventAuth.Core.Journal;
using EventAuth.Core.Policies;

namespace EventAuth.Storage.Journal;

/// <summary>What waits for the writer: the events of one request, or a rejection that only has to be recorded.</summary>
internal abstract record JournalSubmission
{
    private JournalSubmission() { }

    public sealed record OfEvents(IReadOnlyList<JournalEntry> Entries, PolicySnapshot Snapshot, TaskCompletionSource<AppendResult> Completion) : JournalSubmission
    {
        /// <summary>The verdicts, filled while the transaction is made and told after its commit.</summary>
        public JournalReceipt[] Receipts { get; } = new JournalReceipt[Entries.Count];
    }

    public sealed record OfRejection(RejectionEntry Rejection) : JournalSubmission;

    /// <summary>How many events it brings.</summary>
    public int Size => this is OfEvents append ? append.Entries.Count : 1;
}
