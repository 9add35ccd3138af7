using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest;

/// <summary>Gathers the verdicts on the events of one batch: some are rejected at once, the others by the journal.</summary>
internal sealed class BatchVerdicts(RejectionLog rejections, IngestMetrics metrics, Arrival arrival, Sender sender)
{
    private readonly List<JournalEntry> _entries = [];
    private readonly List<int> _places = [];
    private readonly List<RefusedEvent> _refused = [];
    private int _accepted;

    /// <summary>The events the journal is to decide.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>Takes the next event; false when a rejection could not be recorded.</summary>
    public bool TryAdd(in EventReading reading, int index)
    {
        if (reading.Fault != ReadFault.None)
        {
            // Nothing is known of it, so it is counted and not recorded.
            metrics.CountEvents(DecisionReason.MalformedJson.ToCode());
            _refused.Add(new RefusedEvent(index, reading.Fault.ToRefusal(), reading.Errors));
            return true;
        }

        if (reading.Entry is not { } entry)
        {
            return TryReject(DecisionReason.InvalidEvent, reading, RejectionCause.Of(reading.Errors), index);
        }

        if (sender.FindDifference(entry) is { } difference)
        {
            return TryReject(DecisionReason.IdentityMismatch, reading, difference, index);
        }

        _entries.Add(sender.Apply(entry));
        _places.Add(index);
        return true;
    }

    /// <summary>Takes the journal's verdicts on <see cref="Entries"/>.</summary>
    public void Take(IReadOnlyList<JournalReceipt> receipts)
    {
        for (var i = 0; i < receipts.Count; i++)
        {
            var decision = receipts[i].Decision;
            metrics.CountEvents(decision.Reason.ToCode());
            if (decision.Accepted)
            {
                _accepted++;
            }
            else
            {
                _refused.Add(new RefusedEvent(_places[i], decision.Reason.ToRefusal(), []));
            }
        }
    }

    /// <summary>All verdicts.</summary>
    public BatchAnswer ToAnswer()
    {
        _refused.Sort((one, other) => one.Index.CompareTo(other.Index));
        return new BatchAnswer(_accepted, arrival.Snapshot.Version, _refused);
    }

    private bool TryReject(DecisionReason reason, in EventReading reading, string cause, int index)
    {
        _refused.Add(new RefusedEvent(index, reason.ToRefusal(), reading.Errors));
        return rejections.TryRecord(reason, reading.Action, cause, 1, arrival);
    }
}
