using EventAuth.Core.Journal;
using EventAuth.Core.Policies;

namespace EventAuth.Testing;

/// <summary>Appends plain events to a journal.</summary>
public static class JournalExtensions
{
    /// <summary>Appends events as those of one request; the receipts are there when they were committed.</summary>
    public static async Task<(AppendStatus Status, IReadOnlyList<JournalReceipt> Receipts)> AppendAsync(
        this IEventJournal journal, IEnumerable<PlainEvent> events, PolicySnapshot snapshot)
    {
        var append = new JournalAppend { Snapshot = snapshot };
        foreach (var plain in events)
        {
            plain.FillInto(append.Add());
        }

        var status = await journal.AppendAsync(append);
        return (status, status == AppendStatus.Committed ? append.Receipts.ToArray() : []);
    }
}
