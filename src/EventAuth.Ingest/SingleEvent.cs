using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;
using Microsoft.Extensions.ObjectPool;

namespace EventAuth.Ingest;

/// <summary>A request with one event.</summary>
internal sealed class SingleEvent : RequestKind
{
    /// <summary>This many take about 5 MB.</summary>
    private const int MostKept = 1_024;

    private readonly Authenticator _authenticator;
    private readonly EarlyRejectionRecorder _rejections;
    private readonly IngestMetrics _metrics;

    // The default if the path stands for no action.
    private readonly EventName _action;

    public SingleEvent(Authenticator authenticator, EarlyRejectionRecorder rejections, IngestMetrics metrics)
        : this(authenticator, rejections, metrics, default, NewPool(MostKept))
    {
    }

    private SingleEvent(
        Authenticator authenticator,
        EarlyRejectionRecorder rejections,
        IngestMetrics metrics,
        EventName action,
        ObjectPool<RequestScratch> pool)
        : base("ingest event", RequestLimits.EventBytes, pool) =>
        (_authenticator, _rejections, _metrics, _action) = (authenticator, rejections, metrics, action);

    /// <summary>The same for a path that stands for an action. It shares the working memory.</summary>
    public SingleEvent Named(EventName action) => new(_authenticator, _rejections, _metrics, action, Pool);

    public override IngestOutcome? Prepare(RequestScratch scratch, in RequestContext context)
    {
        // 1. Read
        var entry = scratch.Append.Add();
        var reading = scratch.Reader.ReadEvent(scratch.Body.WrittenMemory, context.HasToken, context.ReceivedAt, entry, _action);

        // 2. Authenticate
        var token = reading.IsSound ? _authenticator.Authenticate(context) : default;
        EarlyRejection? found = !reading.IsSound ? EarlyRejection.Of(reading)
            : token.Failure.ToRejection() is { } reason ? EarlyRejection.Of(reason, entry.Action, token)
            : context.Identify(entry, token) is { } difference
                ? new EarlyRejection(DecisionReason.IdentityMismatch, entry.Action, difference)
            : null;
        if (found is { } rejection)
        {
            _rejections.Record(rejection, context, reading.Fault == ReadFault.None ? entry : null);
            return new IngestOutcome(HttpProblem.Of(rejection.Reason), reading.IsSound ? null : reading.Errors);
        }

        scratch.Append.TokenUse = token.Use;
        scratch.Append.ProofUse = token.Proof;
        return null;
    }

    public override IngestOutcome Conclude(RequestScratch scratch, in RequestContext context)
    {
        var receipt = scratch.Append.Receipts[0];
        if (!context.IsProbe)
        {
            _metrics.CountEvents(receipt.Decision.Reason);
        }

        return receipt.Decision.Accepted
            ? new IngestOutcome(null) { Receipt = receipt, PolicyVersion = context.Snapshot.Version }
            : new IngestOutcome(HttpProblem.Of(receipt.Decision.Reason));
    }
}
