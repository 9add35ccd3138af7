using EventAuth.Core.Decisions;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest;

/// <summary>
/// A request with many events: one token, one append and one answer for all, and a verdict for each. A body that is not a batch is
/// refused whatever its token; an invalid token rejects the whole batch, whatever its events.
/// </summary>
internal sealed class EventBatch(Authenticator authenticator, EarlyRejectionRecorder rejections, IngestMetrics metrics)
    : RequestKind("ingest batch", RequestLimits.BatchBytes, NewPool(MostKept))
{
    /// <summary>Each can hold the entries of a thousand events.</summary>
    private const int MostKept = 8;

    public override IngestOutcome? Prepare(RequestScratch scratch, in RequestContext context)
    {
        // 1. Read
        var fault = scratch.Reader.OpenBatch(scratch.Body.WrittenMemory, out var count);
        if (fault == ReadFault.TooMany)
        {
            return new IngestOutcome(HttpProblem.PayloadTooLarge);
        }

        if (fault != ReadFault.None)
        {
            var reading = scratch.Reader.Explain(scratch.Body.Written.Span, fault);
            rejections.Record(EarlyRejection.Of(reading), context, null);
            return new IngestOutcome(HttpProblem.MalformedJson, reading.Errors);
        }

        // 2. Authenticate
        var token = count == 0 ? default : authenticator.Authenticate(context);
        if (token.Failure.ToRejection() is { } rejection)
        {
            rejections.Record(EarlyRejection.Of(rejection, null, token, count), context, null);
            return new IngestOutcome(HttpProblem.Of(rejection));
        }

        scratch.Append.TokenUse = token.Use;
        scratch.Append.ProofUse = token.Proof;
        scratch.Verdicts = new BatchAnswer(context.Snapshot.Version);
        var room = RequestLimits.BatchProblems;
        for (var i = 0; i < count; i++)
        {
            room -= Read(scratch, i, room, context, token);
        }

        return null;
    }

    public override IngestOutcome Conclude(RequestScratch scratch, in RequestContext context)
    {
        var verdicts = scratch.Verdicts!;
        var receipts = scratch.Append.Receipts;
        for (var i = 0; i < receipts.Length; i++)
        {
            var (decision, place) = (receipts[i].Decision, scratch.Places[i]);
            if (!context.IsProbe)
            {
                metrics.CountEvents(decision.Reason);
            }

            if (!decision.Accepted)
            {
                verdicts.Refused.Add(new RefusedEvent(place, HttpProblem.Of(decision.Reason), []));
                continue;
            }

            verdicts.Accepted++;
            if (receipts[i].NotKept is { } names)
            {
                verdicts.NotKept.Add((place, names));
            }
        }

        if (receipts.Length > 0 && receipts[0].Decision.Reason == DecisionReason.InvalidToken)
        {
            // A single-use token, or a proof, that was used before, which only the journal knows.
            return new IngestOutcome(HttpProblem.InvalidToken);
        }

        verdicts.Refused.Sort((one, other) => one.Index.CompareTo(other.Index));
        return new IngestOutcome(verdicts.FindProblem()) { Verdicts = verdicts };
    }

    // Puts the event among those for the journal, or among the refused. Returns how many problems were listed.
    private int Read(RequestScratch scratch, int index, int room, in RequestContext context, in TokenVerification token)
    {
        var entry = scratch.Append.Add();
        var reading = scratch.Reader.ReadElement(scratch.Body.WrittenMemory, index, context.HasToken, context.ReceivedAt, room, entry);
        var difference = reading.IsSound ? context.Identify(entry, token) : null;
        if (reading.IsSound && difference is null)
        {
            scratch.Places.Add(index);
            return 0;
        }

        var rejection = difference is null
            ? EarlyRejection.Of(reading)
            : new EarlyRejection(DecisionReason.IdentityMismatch, reading.Action, difference);
        scratch.Verdicts!.Refused.Add(new RefusedEvent(index, HttpProblem.Of(rejection.Reason), reading.Errors));
        rejections.Record(rejection, context, reading.Fault == ReadFault.None ? entry : null);
        scratch.Append.RemoveLast();
        return reading.Errors.Count;
    }
}
