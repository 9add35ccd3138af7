using System.Collections.Concurrent;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Testing;

namespace EventAuth.Ingest.Tests.Harness;

/// <summary>A journal that decides like the real one and stores only in memory; tests can make it full or unavailable.</summary>
internal sealed class MemoryJournal : IEventJournal
{
    /// <summary>The result of the next appends.</summary>
    public AppendStatus Status { get; set; } = AppendStatus.Committed;

    /// <summary>How many more rejections there is room for.</summary>
    public int RoomForRejections { get; set; } = int.MaxValue;

    /// <summary>Thrown by the next appends: a fault of the program.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Uuids whose profile has an e-mail or customId.</summary>
    public ConcurrentDictionary<string, bool> Known { get; } = [];

    /// <summary>Accepted events.</summary>
    public ConcurrentQueue<PlainEvent> Kept { get; } = [];

    /// <summary>Rejections that were handed over.</summary>
    public ConcurrentQueue<RejectionEntry> Rejections { get; } = [];

    /// <summary>What was counted as rejected.</summary>
    public ConcurrentQueue<(DecisionReason Reason, EventName? Action, string? CertificateId, int Count)> Counted { get; } = [];

    /// <summary>How many events were probes, which are decided and not stored.</summary>
    public int Probes { get; private set; }

    /// <summary>How often an append was called.</summary>
    public int Appends { get; private set; }

    public ValueTask<AppendStatus> AppendAsync(JournalAppend append)
    {
        Appends++;
        if (Fault is not null)
        {
            throw Fault;
        }

        for (var i = 0; i < append.Count && Status == AppendStatus.Committed; i++)
        {
            append.Receipts[i] = Decide(append[i], append);
        }

        return ValueTask.FromResult(Status);
    }

    public void Count(DecisionReason reason, EventName? action, string? certificateId, int count) => Counted.Enqueue((reason, action, certificateId, count));

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

    private JournalReceipt Decide(JournalEntry entry, JournalAppend append)
    {
        var state = entry.Token is not null ? CustomerState.Authenticated
            : Known.ContainsKey(entry.ClientUuidText!) ? CustomerState.Known
            : CustomerState.Anonymous;
        var decision = EventDecider.Decide(append.Snapshot, entry.Action, state);
        if (append.IsProbe)
        {
            Probes++;
            return new JournalReceipt(decision, Guid.Empty);
        }

        if (!decision.Accepted)
        {
            return new JournalReceipt(decision, Guid.Empty);
        }

        Kept.Enqueue(PlainEvent.Of(entry));
        return new JournalReceipt(decision, Guid.NewGuid());
    }
}
