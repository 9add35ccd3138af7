using EventAuth.Core.Decisions;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest;

/// <summary>A request with one event.</summary>
internal sealed class SingleEvent(Authenticator authenticator, RejectionLog rejections, IngestMetrics metrics)
    : RequestKind("ingest event", RequestLimits.EventBytes, MostIntakes)
{
    /// <summary>So many take about 5 MB.</summary>
    private const int MostIntakes = 1_024;

    public override IngestOutcome? Judge(Intake intake, in Arrival arrival)
    {
        // 1. Read
        var entry = intake.Append.Add();
        var reading = intake.Reader.ReadEvent(intake.Body.WrittenMemory, arrival.HasToken, arrival.ReceivedAt, entry);

        // 2. Authenticate
        var token = reading.IsSound ? authenticator.Authenticate(arrival) : default;
        EarlyRejection? found = !reading.IsSound ? EarlyRejection.Of(reading)
            : token.Failure.ToRejection() is { } reason ? EarlyRejection.Of(reason, entry.Action, token)
            : arrival.Identify(entry, token) is { } difference
                ? new EarlyRejection(DecisionReason.IdentityMismatch, entry.Action, difference)
            : null;
        if (found is { } rejection)
        {
            rejections.Record(rejection, arrival, reading.Fault == ReadFault.None ? entry : null);
            return new IngestOutcome(HttpProblem.Of(rejection.Reason), reading.IsSound ? null : reading.Errors);
        }

        intake.Append.TokenUse = token.Use;
        return null;
    }

    public override IngestOutcome Conclude(Intake intake, in Arrival arrival)
    {
        var receipt = intake.Append.Receipts[0];
        metrics.CountEvents(receipt.Decision.Reason);
        return receipt.Decision.Accepted
            ? new IngestOutcome(null) { Receipt = receipt, PolicyVersion = arrival.Snapshot.Version }
            : new IngestOutcome(HttpProblem.Of(receipt.Decision.Reason));
    }
}
