using System.Diagnostics.Metrics;

namespace EventAuth.Storage.Journal;

/// <summary>What the journal measures; docs/telemetry.md lists it. Nothing is done for an instrument that nobody listens to.</summary>
internal sealed class JournalMetrics
{
    public const string MeterName = "EventAuth.Storage";

    private static readonly InstrumentAdvice<long> Events =
        new() { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000] };

    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5] };

    private readonly Meter _meter;
    private readonly Histogram<long> _size;
    private readonly Histogram<double> _duration;

    public JournalMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _size = _meter.CreateHistogram(
            "eventauth.storage.commit.size", "{event}", "Events and rejections that were written in one transaction.", tags: null, Events);
        _duration = _meter.CreateHistogram(
            "eventauth.storage.commit.duration", "s", "One transaction, from its first statement to its sync to disk.", null, Seconds);
    }

    /// <summary>Whether somebody listens to transactions; otherwise their time need not be measured.</summary>
    public bool MeasuresCommits => _size.Enabled || _duration.Enabled;

    public void Watch(SubmissionQueue queue) =>
        _meter.CreateObservableUpDownCounter(
            "eventauth.storage.queue.length", () => queue.Events, "{event}",
            "Events and rejections that wait to be written or are being written.");

    public void MeasureCommit(int events, TimeSpan duration, bool isCommitted)
    {
        var outcome = new KeyValuePair<string, object?>("outcome", isCommitted ? "committed" : "failed");
        _size.Record(events, outcome);
        _duration.Record(duration.TotalSeconds, outcome);
    }
}
