using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest;

/// <summary>Reads the events of one batch and gathers the verdicts on them: some are rejected at once, the others by the journal.</summary>
internal sealed class BatchVerdicts
{
    private readonly RejectionLog _rejections;
    private readonly IngestMetrics _metrics;
    private readonly Arrival _arrival;
    private readonly Sender _sender;
    private readonly Intake _intake;
    private readonly List<RefusedEvent> _refused = [];
    private readonly List<PartlyKeptEvent> _notKept = [];

    // The places of the events that go to the journal; made when the first does not.
    private List<int>? _places;
    private int _accepted;
    private int _room = RequestLimits.BatchProblems;

    public BatchVerdicts(RejectionLog rejections, IngestMetrics metrics, Arrival arrival, Sender sender, Intake intake)
    {
        (_rejections, _metrics, _arrival, _sender, _intake) = (rejections, metrics, arrival, sender, intake);
        intake.Append.Snapshot = arrival.Snapshot;
        intake.Append.Source = arrival.Source;
        intake.Append.TokenUse = sender.TokenUse;
    }

    /// <summary>Reads the next event and puts it among those for the journal, or among the refused.</summary>
    public void Read(int index)
    {
        var append = _intake.Append;
        var entry = append.Add();
        var reading = _intake.Reader.ReadElement(_intake.Body.WrittenMemory, index, _arrival.HasToken, _arrival.ReceivedAt, _room, entry);
        var difference = reading.IsSound ? _sender.FindDifference(entry) : null;
        if (reading.IsSound && difference is null)
        {
            _sender.Mark(entry);
            _places?.Add(index);
            return;
        }

        Refuse(reading, difference, index, entry);
        append.RemoveLast();
        _places ??= [.. Enumerable.Range(0, append.Count)];
        _room -= reading.Errors.Count;
    }

    /// <summary>Takes the journal's verdicts.</summary>
    public void TakeReceipts()
    {
        var receipts = _intake.Append.Receipts;
        for (var i = 0; i < receipts.Length; i++)
        {
            var decision = receipts[i].Decision;
            _metrics.CountEvents(decision.Reason);
            if (decision.Accepted)
            {
                _accepted++;
                if (receipts[i].NotKept is { } names)
                {
                    _notKept.Add(new PartlyKeptEvent(_places?[i] ?? i, names));
                }
            }
            else
            {
                _refused.Add(new RefusedEvent(_places?[i] ?? i, decision.Reason.ToRefusal(), []));
            }
        }
    }

    private void Refuse(in EventReading reading, string? difference, int index, JournalEntry entry)
    {
        var rejection = difference is null
            ? EarlyRejection.Of(reading)
            : new EarlyRejection(DecisionReason.IdentityMismatch, reading.Action, difference);
        _refused.Add(new RefusedEvent(index, rejection.Reason.ToRefusal(), reading.Errors));
        _rejections.Record(rejection, _arrival, reading.Fault == ReadFault.None ? entry : null);
    }

    /// <summary>All verdicts.</summary>
    public BatchAnswer ToAnswer()
    {
        _refused.Sort((one, other) => one.Index.CompareTo(other.Index));
        return new BatchAnswer(_accepted, _arrival.Snapshot.Version, _refused, _notKept);
    }
}
