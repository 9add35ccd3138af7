using System.Runtime.CompilerServices;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;
using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest;

/// <summary>
/// The enforcement point for a single event.
/// <list type="number">
/// <item>Read: media type (415), size (413), JSON and its structure (400 <c>malformed_json</c>), the fields (400 <c>invalid_event</c>).
/// What cannot be read is refused as such, whatever its token.</item>
/// <item>Authenticate: a presented token must be valid (401) and must not contradict the event (403 <c>identity_mismatch</c>).</item>
/// <item>Decide: in the journal's writer, where the customer's state cannot change underneath.</item>
/// <item>Append: in the same transaction; the answer waits for the commit.</item>
/// <item>Respond.</item>
/// </list>
/// </summary>
internal sealed class IngestPipeline(
    RequestBody bodies, Authenticator authenticator, RejectionLog rejections, IEventJournal journal, IntakePool intakes, TimeProvider time,
    IngestMetrics metrics, IngestTraces traces)
{
    /// <summary>Handles one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var startedAt = time.GetTimestamp();
        using var span = traces.StartRequest("ingest event");
        var intake = intakes.Single.Get();
        EventOutcome outcome;
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

        intakes.Single.Return(intake);

        // 5. Respond
        var problem = outcome.Refusal?.ToProblem(context);
        var result = problem is null ? RequestOutcome.Accepted : RequestOutcome.Refused;
        metrics.CountRequest(result, problem?.Code);
        span?.Say(result, problem?.Code);
        if (problem is not null)
        {
            await ProblemDocument.WriteAsync(context, problem, outcome.Errors);
        }
        else
        {
            await EventResponse.WriteAcceptedAsync(context.Response, outcome.Receipt, outcome.PolicyVersion);
        }

        metrics.MeasureDuration(time.GetElapsedTime(startedAt));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<EventOutcome> ProcessAsync(HttpRequest request, Intake intake)
    {
        // 1. Read
        var fault = await bodies.ReadAsync(request, RequestLimits.EventBytes, intake.Body);
        if (fault != ReadFault.None)
        {
            return EventOutcome.Refused(fault.ToRefusal());
        }

        metrics.MeasureBody(intake.Body.Length);
        var arrival = authenticator.Arrive(request);
        if (Judge(intake, arrival) is { } refused)
        {
            return refused;
        }

        // 3. Decide and 4. Append. What was handed over is kept even if the sender hangs up.
        var append = intake.Append;
        AppendStatus status;
        using (traces.StartAppend(append.Count))
        {
            status = await journal.AppendAsync(append);
        }

        if (status.ToRefusal() is { } refusal)
        {
            return EventOutcome.Refused(refusal);
        }

        var receipt = append.Receipts[0];
        metrics.CountEvents(receipt.Decision.Reason);
        return receipt.Decision.Accepted
            ? EventOutcome.Accepted(receipt, arrival.Snapshot.Version)
            : EventOutcome.Refused(receipt.Decision.Reason.ToRefusal());
    }

    /// <summary>
    /// Reads the event into the intake and authenticates it; gives what it is refused for, or null when it is ready for the journal.
    /// </summary>
    internal EventOutcome? Judge(Intake intake, in Arrival arrival)
    {
        var append = intake.Append;
        append.Snapshot = arrival.Snapshot;
        append.Source = arrival.Source;
        var entry = append.Add();
        var reading = intake.Reader.ReadEvent(intake.Body.WrittenMemory, arrival.HasToken, arrival.ReceivedAt, entry);
        if (!reading.IsSound)
        {
            return Reject(EarlyRejection.Of(reading), arrival, reading.Fault == ReadFault.None ? entry : null) with
            {
                Errors = reading.Errors,
            };
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

    private EventOutcome Reject(in EarlyRejection rejection, in Arrival arrival, JournalEntry? entry)
    {
        rejections.Record(rejection, arrival, entry);
        return EventOutcome.Refused(rejection.Reason.ToRefusal());
    }
}
