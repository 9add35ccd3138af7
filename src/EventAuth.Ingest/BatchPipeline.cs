using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;
using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest;

/// <summary>
/// The enforcement point for many events at once: the steps of <see cref="IngestPipeline"/>, with one token, one append and one answer
/// for all, and a verdict for each. A body that is no batch of events is refused whatever its token; an invalid token rejects the whole,
/// whatever its events.
/// </summary>
internal sealed class BatchPipeline(
    RequestBody bodies, Authenticator authenticator, RejectionLog rejections, IEventJournal journal, IntakePool intakes, TimeProvider time,
    IngestMetrics metrics, IngestTraces traces)
{
    /// <summary>Handles one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var startedAt = time.GetTimestamp();
        using var span = traces.StartRequest("ingest batch");
        var intake = intakes.Batches.Get();
        BatchOutcome outcome;
        try
        {
            outcome = await ProcessAsync(context.Request, intake);
        }
        catch
        {
            // The journal may still have the rest of it.
            intake.Body.LeaveRoom();
            throw;
        }

        intakes.Batches.Return(intake);

        // 5. Respond
        var problem = outcome.Refusal?.ToProblem(context);
        var code = problem?.Code;
        metrics.CountRequest(outcome.Result, code);
        span?.Say(outcome.Result, code);
        await (outcome switch
        {
            { Refusal: { } refused, Verdicts: { } verdicts } => BatchResponse.WriteRefusedAsync(context, refused, verdicts),
            _ when problem is not null => ProblemDocument.WriteAsync(context, problem, outcome.Errors),
            _ => BatchResponse.WriteVerdictsAsync(context, outcome.Verdicts!),
        });
        metrics.MeasureDuration(time.GetElapsedTime(startedAt));
    }

    private async ValueTask<BatchOutcome> ProcessAsync(HttpRequest request, Intake intake)
    {
        // 1. Read
        var fault = await bodies.ReadAsync(request, RequestLimits.BatchBytes, intake.Body);
        if (fault != ReadFault.None)
        {
            return BatchOutcome.Refused(fault.ToRefusal());
        }

        metrics.MeasureBody(intake.Body.Length);
        var arrival = authenticator.Arrive(request);
        fault = intake.Reader.OpenBatch(intake.Body.WrittenMemory, out var count);
        if (fault != ReadFault.None)
        {
            return Refuse(fault, intake, arrival);
        }

        // 2. Authenticate
        var sender = count == 0 ? default : authenticator.Authenticate(arrival);
        if (sender.Rejection is { } rejection)
        {
            rejections.Record(EarlyRejection.Of(rejection, null, sender, count), arrival, null);
            return BatchOutcome.Refused(rejection.ToRefusal());
        }

        var verdicts = new BatchVerdicts(rejections, metrics, arrival, sender, intake);
        for (var i = 0; i < count; i++)
        {
            verdicts.Read(i);
        }

        // 3. Decide and 4. Append. What was handed over is kept even if the sender hangs up.
        if (intake.Append.Count > 0)
        {
            AppendStatus status;
            using (traces.StartAppend(intake.Append.Count))
            {
                status = await journal.AppendAsync(intake.Append);
            }

            if (status.ToRefusal() is { } refusal)
            {
                return BatchOutcome.Refused(refusal);
            }

            verdicts.TakeReceipts();
            if (intake.Append.Receipts[0].Decision.Reason == DecisionReason.InvalidToken)
            {
                // A token that was good for one request and used before, as only the journal can know.
                return BatchOutcome.Refused(Refusal.InvalidToken);
            }
        }

        return BatchOutcome.Decided(verdicts.ToAnswer());
    }

    private BatchOutcome Refuse(ReadFault fault, Intake intake, in Arrival arrival)
    {
        var refusal = fault.ToRefusal();
        if (refusal != Refusal.MalformedJson)
        {
            return BatchOutcome.Refused(refusal);
        }

        var reading = intake.Reader.ExplainBatch(intake.Body.Written.Span, fault);
        rejections.Record(EarlyRejection.Of(reading), arrival, null);
        return BatchOutcome.Refused(refusal, reading.Errors);
    }
}
