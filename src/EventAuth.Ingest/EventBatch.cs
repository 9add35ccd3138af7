using EventAuth.Core.Decisions;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;
using Microsoft.Extensions.ObjectPool;

namespace EventAuth.Ingest;

/// <summary>
/// A request with many events: one token, one append and one answer for all, and a verdict for each. A body that is no batch of events is
/// refused whatever its token; an invalid token rejects the whole, whatever its events.
/// </summary>
internal sealed class EventBatch(
    Authenticator authenticator, RejectionLog rejections, IntakePool intakes, IngestMetrics metrics) : IRequestKind
{
    public string SpanName => "ingest batch";

    public int MostBytes => RequestLimits.BatchBytes;

    public ObjectPool<Intake> Intakes => intakes.Batches;

    /// <inheritdoc/>
    public IngestOutcome? Judge(Intake intake, in Arrival arrival)
    {
        // 1. Read
        var fault = intake.Reader.OpenBatch(intake.Body.WrittenMemory, out var count);
        if (fault != ReadFault.None)
        {
            return Refuse(fault, intake, arrival);
        }

        // 2. Authenticate
        var sender = count == 0 ? default : authenticator.Authenticate(arrival);
        if (sender.Rejection is { } rejection)
        {
            rejections.Record(EarlyRejection.Of(rejection, null, sender, count), arrival, null);
            return new IngestOutcome(rejection.ToRefusal());
        }

        intake.Verdicts = new BatchVerdicts(rejections, metrics, arrival, sender, intake);
        for (var i = 0; i < count; i++)
        {
            intake.Verdicts.Read(i);
        }

        return null;
    }

    /// <inheritdoc/>
    public IngestOutcome Conclude(Intake intake, in Arrival arrival)
    {
        var verdicts = intake.Verdicts!;
        if (intake.Append.Count > 0)
        {
            verdicts.TakeReceipts();
            if (intake.Append.Receipts[0].Decision.Reason == DecisionReason.InvalidToken)
            {
                // A token that was good for one request and used before, as only the journal can know.
                return new IngestOutcome(Refusal.InvalidToken);
            }
        }

        var answer = verdicts.ToAnswer();
        return new IngestOutcome(BatchResponse.FindRefusal(answer)) { Verdicts = answer };
    }

    private IngestOutcome Refuse(ReadFault fault, Intake intake, in Arrival arrival)
    {
        var refusal = fault.ToRefusal();
        if (refusal != Refusal.MalformedJson)
        {
            return new IngestOutcome(refusal);
        }

        var reading = intake.Reader.ExplainBatch(intake.Body.Written.Span, fault);
        rejections.Record(EarlyRejection.Of(reading), arrival, null);
        return new IngestOutcome(refusal, reading.Errors);
    }
}
