using System.Collections.Concurrent;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;

namespace EventAuth.Ingest.Tests.Harness;

/// <summary>A journal that decides as the real one does and keeps nothing beyond the process, and that can be full or gone at will.</summary>
internal sealed class MemoryJournal : IEventJournal
{
    /// <summary>What the next appends end with.</summary>
    public AppendStatus Status { get; set; } = AppendStatus.Committed;

    /// <summary>How many more rejections there is room for.</summary>
    public int RoomForRejections { get; set; } = int.MaxValue;

    /// <summary>Thrown by the next appends: a fault of the program.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Uuids whose profile has an e-mail or customId.</summary>
    public ConcurrentDictionary<string, bool> Known { get; } = [];

    /// <summary>Accepted events.</summary>
    public ConcurrentQueue<JournalEntry> Kept { get; } = [];

    /// <summary>Rejections that were handed over.</summary>
    public ConcurrentQueue<RejectionEntry> Rejections { get; } = [];

    /// <summary>How often an append was asked for.</summary>
    public int Appends { get; private set; }

    public ValueTask<AppendResult> AppendAsync(IReadOnlyList<JournalEntry> entries, PolicySnapshot snapshot, CancellationToken cancellation)
    {
        Appends++;
        if (Fault is not null)
        {
            throw Fault;
        }

        return ValueTask.FromResult(Status == AppendStatus.Committed
            ? new AppendResult(Status, [.. entries.Select(entry => Decide(entry, snapshot))])
            : new AppendResult(Status, []));
    }

    public bool TryRecord(RejectionEntry rejection)
    {
        if (RoomForRejections == 0)
        {
            return false;
        }

        RoomForRejections--;
        Rejections.Enqueue(rejection);
        return true;
    }

    private JournalReceipt Decide(JournalEntry entry, PolicySnapshot snapshot)
    {
        var state = entry.Token is not null ? CustomerState.Authenticated
            : Known.ContainsKey(entry.ClientUuid!) ? CustomerState.Known
            : CustomerState.Anonymous;
        var decision = EventDecider.Decide(snapshot, entry.Action, state);
        if (!decision.Accepted)
        {
            return new JournalReceipt(decision, Guid.Empty);
        }

        Kept.Enqueue(entry);
        return new JournalReceipt(decision, Guid.NewGuid());
    }
}
