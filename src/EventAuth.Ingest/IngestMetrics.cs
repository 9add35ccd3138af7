using System.Diagnostics.Metrics;
using EventAuth.Core.Decisions;

namespace EventAuth.Ingest;

/// <summary>
/// What the ingest endpoint counts and measures; docs/telemetry.md lists it. Outcomes and codes come from the contract, so their number
/// is bounded. Nothing is done for an instrument that nobody listens to.
/// </summary>
internal sealed class IngestMetrics
{
    /// <summary>The name to listen to.</summary>
    public const string MeterName = "EventAuth.Ingest";

    private const string OutcomeTag = "outcome";
    private const string CodeTag = "code";

    private readonly Counter<long> _requests;
    private readonly Counter<long> _events;
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _bodySize;
    private readonly Histogram<double> _verification;

    public IngestMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _requests = meter.CreateCounter<long>(
            "eventauth.ingest.requests", "{request}", "Requests by outcome; those refused also by error code.");
        _events = meter.CreateCounter<long>("eventauth.ingest.events", "{event}", "Events by outcome and by reason or error code.");
        _duration = meter.CreateHistogram(
            "eventauth.ingest.request.duration", "s", "From the context of a request to its answer.", tags: null,
            Buckets<double>(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5));
        _bodySize = meter.CreateHistogram(
            "eventauth.ingest.request.body.size", "By", "Size of the bodies that were read whole.", tags: null,
            Buckets<long>(256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576));
        _verification = meter.CreateHistogram(
            "eventauth.ingest.token.verification.duration", "s", "Verification of a token whose signature was checked.", tags: null,
            Buckets(0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01));
    }

    /// <summary>Whether somebody listens to how long verification takes; otherwise it need not be measured.</summary>
    public bool MeasuresVerification => _verification.Enabled;

    /// <summary>Counts events by the reason of their verdict.</summary>
    public void CountEvents(DecisionReason reason, int count = 1)
    {
        if (_events.Enabled)
        {
            _events.Add(count, new(OutcomeTag, reason.Accepts() ? "accepted" : "rejected"), new(CodeTag, reason.ToCode()));
        }
    }

    /// <summary>Counts a request by its outcome, in one word, and the error code of its answer, or null.</summary>
    public void CountRequest(string outcome, string? code)
    {
        if (code is null)
        {
            _requests.Add(1, new KeyValuePair<string, object?>(OutcomeTag, outcome));
        }
        else
        {
            _requests.Add(1, new(OutcomeTag, outcome), new(CodeTag, code));
        }
    }

    public void MeasureBody(int bytes) => _bodySize.Record(bytes);

    public void MeasureDuration(TimeSpan duration) => _duration.Record(duration.TotalSeconds);

    public void MeasureVerification(TimeSpan duration, bool isValid) =>
        _verification.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(OutcomeTag, isValid ? "valid" : "invalid"));

    private static InstrumentAdvice<T> Buckets<T>(params T[] boundaries)
        where T : struct => new() { HistogramBucketBoundaries = boundaries };
}
