using System.Diagnostics.Metrics;

namespace EventAuth.Ingest;

/// <summary>What the ingest endpoint counts. Codes are those of the contract, so their number is bounded.</summary>
internal sealed class IngestMetrics
{
    /// <summary>The name to listen to.</summary>
    public const string MeterName = "EventAuth.Ingest";

    private const string CodeTag = "code";

    private readonly Counter<long> _events;
    private readonly Counter<long> _refusedRequests;
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _bodySize;

    public IngestMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _events = meter.CreateCounter<long>("eventauth.ingest.events", "{event}", "Events by reason or error code.");
        _refusedRequests = meter.CreateCounter<long>("eventauth.ingest.refused_requests", "{request}", "Requests answered with an error, by its code.");
        _duration = meter.CreateHistogram<double>("eventauth.ingest.request.duration", "s", "From the arrival of a request to its answer.");
        _bodySize = meter.CreateHistogram<long>("eventauth.ingest.request.body.size", "By", "Size of the bodies that were read whole.");
    }

    /// <summary>Counts events.</summary>
    public void CountEvents(string code, int count = 1)
    {
        if (_events.Enabled)
        {
            _events.Add(count, new KeyValuePair<string, object?>(CodeTag, code));
        }
    }

    /// <summary>Counts a request that was answered with an error.</summary>
    public void CountRefusedRequest(string code)
    {
        if (_refusedRequests.Enabled)
        {
            _refusedRequests.Add(1, new KeyValuePair<string, object?>(CodeTag, code));
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
}
