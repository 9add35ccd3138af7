using System.Runtime.CompilerServices;
using EventAuth.Core.Journal;
using EventAuth.Ingest.Probes;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;
using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest;

/// <summary>
/// The enforcement point.
/// <list type="number">
/// <item>Read: media type (415), size (413), JSON and its structure (400 <c>malformed_json</c>), the fields (400 <c>invalid_event</c>).
/// What cannot be read is refused for that, whatever its token.</item>
/// <item>Authenticate: a presented token must be valid (401) and must not contradict the event (403 <c>identity_mismatch</c>).</item>
/// <item>Decide: in the journal's writer, where the customer's state cannot change at the same time.</item>
/// <item>Append: in the same transaction; the answer waits for the commit.</item>
/// <item>Respond.</item>
/// </list>
/// </summary>
internal sealed class IngestPipeline(
    RequestBody bodies, Authenticator authenticator, IEventJournal journal, ProbeSecret probes, TimeProvider time, IngestMetrics metrics,
    IngestTraces traces)
{
    public async Task HandleAsync(HttpContext context, RequestKind kind)
    {
        var startedAt = time.GetTimestamp();
        var isProbe = probes.IsIn(context.Request);
        using var span = isProbe ? null : traces.StartRequest(kind.SpanName);
        var scratch = kind.Pool.Get();
        IngestOutcome outcome;
        try
        {
            outcome = await ProcessAsync(context.Request, isProbe, kind, scratch);
        }
        catch
        {
            // The journal may still have the rest of it.
            scratch.Body.LeaveRoom();
            throw;
        }

        kind.Pool.Return(scratch);

        // 5. Respond
        var problem = outcome.Problem?.For(authenticator.Proof);
        if (!isProbe)
        {
            metrics.CountRequest(outcome.Word, problem?.Code);
        }

        span?.SetTag("eventauth.outcome", outcome.Word).SetTag("eventauth.code", problem?.Code);
        if (outcome.Verdicts is { } verdicts)
        {
            await verdicts.WriteAsync(context, problem);
        }
        else if (problem is not null)
        {
            await ProblemDocument.WriteAsync(context, problem, outcome.Errors);
        }
        else
        {
            await AcceptedAnswers.WriteAsync(context.Response, outcome.Receipt, outcome.PolicyVersion);
        }

        if (!isProbe)
        {
            metrics.MeasureDuration(time.GetElapsedTime(startedAt));
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<IngestOutcome> ProcessAsync(HttpRequest request, bool isProbe, RequestKind kind, RequestScratch scratch)
    {
        // 1. Read
        if (await bodies.ReadAsync(request, kind.MostBytes, scratch.Body) is { } problem)
        {
            return new IngestOutcome(problem);
        }

        if (!isProbe)
        {
            metrics.MeasureBody(scratch.Body.Length);
        }

        // 2. Authenticate
        var context = authenticator.Begin(request, isProbe);
        if (kind.Prepare(scratch, context) is { } refused)
        {
            return refused;
        }

        // 3. Decide and 4. Append. What was handed over is stored even if the sender disconnects.
        var append = scratch.Append;
        if (append.Count > 0)
        {
            (append.Snapshot, append.Source, append.IsProbe) = (context.Snapshot, context.Source, isProbe);
            AppendStatus status;
            using (isProbe ? null : traces.StartStep("append")?.SetTag("eventauth.events", append.Count))
            {
                status = await journal.AppendAsync(append);
            }

            HttpProblem? refusal = status switch
            {
                AppendStatus.Committed => null,
                AppendStatus.Overloaded => HttpProblem.Overloaded,
                AppendStatus.Unavailable => HttpProblem.StorageUnavailable,
            };
            if (refusal is not null)
            {
                return new IngestOutcome(refusal);
            }
        }

        return kind.Conclude(scratch, context);
    }
}
