using System.Diagnostics.Metrics;
using EventAuth.Core.Decisions;

namespace EventAuth.Ingest;

/// <summary>
/// What the ingest endpoint counts and measures; docs/telemetry.md lists it. Outcomes and codes are words of the contract, so their number
/// is bounded. Nothing is done for an instrument that nobody listens to.
/// </summary>
internal sealed class IngestMetrics
{
    /// <summary>The name to listen to.</summary>
    public const string MeterName = "EventAuth.Ingest";

    private const string OutcomeTag = "outcome";
    private const string CodeTag = "code";

    private static readonly InstrumentAdvice<double> RequestSeconds =
        new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] };

    private static readonly InstrumentAdvice<double> CheckSeconds =
        new() { HistogramBucketBoundaries = [0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01] };

    private static readonly InstrumentAdvice<long> Bytes =
        new() { HistogramBucketBoundaries = [256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576] };

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
            "eventauth.ingest.request.duration", "s", "From the arrival of a request to its answer.", tags: null, RequestSeconds);
        _bodySize = meter.CreateHistogram(
            "eventauth.ingest.request.body.size", "By", "Size of the bodies that were read whole.", tags: null, Bytes);
        _verification = meter.CreateHistogram(
            "eventauth.ingest.token.verification.duration",
            "s",
            "Verification of a token whose signature was checked.",
            tags: null,
            CheckSeconds);
    }

    /// <summary>Whether somebody wants to know how long verification takes; else its time need not be taken.</summary>
    public bool MeasuresVerification => _verification.Enabled;

    /// <summary>Counts events by the reason of their verdict.</summary>
    public void CountEvents(DecisionReason reason, int count = 1)
    {
        if (_events.Enabled)
        {
            _events.Add(count, new(OutcomeTag, reason.Accepts() ? "accepted" : "rejected"), new(CodeTag, reason.ToCode()));
        }
    }

    /// <summary>Counts a request.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="code">The code of the error that it was answered with, or null.</param>
    public void CountRequest(RequestOutcome outcome, string? code)
    {
        if (!_requests.Enabled)
        {
            return;
        }

        if (code is null)
        {
            _requests.Add(1, new KeyValuePair<string, object?>(OutcomeTag, outcome.ToWord()));
        }
        else
        {
            _requests.Add(1, new(OutcomeTag, outcome.ToWord()), new(CodeTag, code));
        }
    }

    /// <summary>Measures a body.</summary>
    public void MeasureBody(int bytes)
    {
        if (_bodySize.Enabled)
        {
            _bodySize.Record(bytes);
        }
    }

    /// <summary>Measures a request.</summary>
    public void MeasureDuration(TimeSpan duration)
    {
        if (_duration.Enabled)
        {
            _duration.Record(duration.TotalSeconds);
        }
    }

    /// <summary>Measures the verification of a token that came to the check of its signature.</summary>
    public void MeasureVerification(TimeSpan duration, bool isValid)
    {
        if (_verification.Enabled)
        {
            _verification.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(OutcomeTag, isValid ? "valid" : "invalid"));
        }
    }
}
