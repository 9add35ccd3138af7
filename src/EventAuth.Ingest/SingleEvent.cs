using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;
using Microsoft.Extensions.ObjectPool;

namespace EventAuth.Ingest;

/// <summary>A request with one event.</summary>
internal sealed class SingleEvent(
    Authenticator authenticator, RejectionLog rejections, IntakePool intakes, IngestMetrics metrics) : IRequestKind
{
    public string SpanName => "ingest event";

    public int MostBytes => RequestLimits.EventBytes;

    public ObjectPool<Intake> Intakes => intakes.Single;

    /// <inheritdoc/>
    public IngestOutcome? Judge(Intake intake, in Arrival arrival)
    {
        // 1. Read
        var append = intake.Append;
        append.Snapshot = arrival.Snapshot;
        append.Source = arrival.Source;
        var entry = append.Add();
        var reading = intake.Reader.ReadEvent(intake.Body.WrittenMemory, arrival.HasToken, arrival.ReceivedAt, entry);
        if (!reading.IsSound)
        {
            var readable = reading.Fault == ReadFault.None ? entry : null;
            return Reject(EarlyRejection.Of(reading), arrival, readable) with { Errors = reading.Errors };
        }

        // 2. Authenticate
        var sender = authenticator.Authenticate(arrival);
        if (sender.Rejection is { } rejection)
        {
            return Reject(EarlyRejection.Of(rejection, entry.Action, sender), arrival, entry);
        }

        if (sender.FindDifference(entry) is { } difference)
        {
            return Reject(new EarlyRejection(DecisionReason.IdentityMismatch, entry.Action, difference), arrival, entry);
        }

        sender.Mark(entry);
        append.TokenUse = sender.TokenUse;
        return null;
    }

    /// <inheritdoc/>
    public IngestOutcome Conclude(Intake intake, in Arrival arrival)
    {
        var receipt = intake.Append.Receipts[0];
        metrics.CountEvents(receipt.Decision.Reason);
        return receipt.Decision.Accepted
            ? new IngestOutcome(null) { Receipt = receipt, PolicyVersion = arrival.Snapshot.Version }
            : new IngestOutcome(receipt.Decision.Reason.ToRefusal());
    }

    private IngestOutcome Reject(in EarlyRejection rejection, in Arrival arrival, JournalEntry? entry)
    {
        rejections.Record(rejection, arrival, entry);
        return new IngestOutcome(rejection.Reason.ToRefusal());
    }
}
