using EventAuth.Core.Decisions;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest;

/// <summary>A request with one event.</summary>
internal sealed class SingleEvent(Authenticator authenticator, EarlyRejectionRecorder rejections, IngestMetrics metrics)
    : RequestKind("ingest event", RequestLimits.EventBytes, MostKept)
{
    /// <summary>This many take about 5 MB.</summary>
    private const int MostKept = 1_024;

    public override IngestOutcome? Prepare(RequestScratch scratch, in RequestContext context)
    {
        // 1. Read
        var entry = scratch.Append.Add();
        var reading = scratch.Reader.ReadEvent(scratch.Body.WrittenMemory, context.HasToken, context.ReceivedAt, entry);

        // 2. Authenticate
        var token = reading.IsSound ? authenticator.Authenticate(context) : default;
        EarlyRejection? found = !reading.IsSound ? EarlyRejection.Of(reading)
            : token.Failure.ToRejection() is { } reason ? EarlyRejection.Of(reason, entry.Action, token)
            : context.Identify(entry, token) is { } difference
                ? new EarlyRejection(DecisionReason.IdentityMismatch, entry.Action, difference)
            : null;
        if (found is { } rejection)
        {
            rejections.Record(rejection, context, reading.Fault == ReadFault.None ? entry : null);
            return new IngestOutcome(HttpProblem.Of(rejection.Reason), reading.IsSound ? null : reading.Errors);
        }

        scratch.Append.TokenUse = token.Use;
        scratch.Append.ProofUse = token.Proof;
        return null;
    }

    public override IngestOutcome Conclude(RequestScratch scratch, in RequestContext context)
    {
        var receipt = scratch.Append.Receipts[0];
        metrics.CountEvents(receipt.Decision.Reason);
        return receipt.Decision.Accepted
            ? new IngestOutcome(null) { Receipt = receipt, PolicyVersion = context.Snapshot.Version }
            : new IngestOutcome(HttpProblem.Of(receipt.Decision.Reason));
    }
}
