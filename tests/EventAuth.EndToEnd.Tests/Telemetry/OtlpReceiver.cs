using System.Collections.Concurrent;
using System.Net;
using System.Text;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace EventAuth.EndToEnd.Tests.Telemetry;

/// <summary>A receiver of OTLP over HTTP with protobuf: keeps everything that arrives.</summary>
internal sealed class OtlpReceiver : IDisposable
{
    private const string MetricsPath = "/v1/metrics";
    private const string TracesPath = "/v1/traces";

    private readonly ConcurrentQueue<(string Path, byte[] Body, string? Key)> _received = new();
    private readonly WebApplication _app;

    /// <summary>Starts to listen.</summary>
    /// <param name="answers">False for one that accepts everything and never answers.</param>
    public OtlpReceiver(bool answers = true)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.Enqueue((context.Request.Path, body.ToArray(), context.Request.Headers["x-receiver-key"]));
            if (!answers)
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            context.Response.ContentType = "application/x-protobuf";
        });
        _app.Start();
        Address = new Uri(_app.Urls.Single());
    }

    /// <summary>The value for <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public Uri Address { get; }

    /// <summary>How many messages arrived.</summary>
    public int Messages => _received.Count;

    /// <summary>The received values of the header <c>x-receiver-key</c>, each once.</summary>
    public IReadOnlyCollection<string?> Keys => [.. _received.Select(message => message.Key).Distinct()];

    /// <summary>The spans, in the order of arrival.</summary>
    public IReadOnlyList<Span> Spans => [.. Read(TracesPath).SelectMany(Span.Read)];

    /// <summary>The latest value of each metric and set of attributes; sums count from the start of the program.</summary>
    public IReadOnlyDictionary<string, MetricPoint> Metrics =>
        Read(MetricsPath).SelectMany(MetricPoint.Read).GroupBy(point => point.Key).ToDictionary(points => points.Key, points => points.Last());

    /// <summary>What the program says about itself.</summary>
    public IReadOnlyDictionary<string, string> Resource => Otlp.Resource(Read(MetricsPath).First());

    /// <summary>Everything that arrived, as text, so that UTF-8 texts in it can be found.</summary>
    public string Everything => string.Join('\n', _received.Select(message => Encoding.UTF8.GetString(message.Body)));

    /// <summary>The settings that send everything here, soon.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address.ToString(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
    };

    /// <summary>Waits until the received data meets a condition.</summary>
    public Task WaitAsync(Func<OtlpReceiver, bool> fits, string missing) => Until.TrueAsync(
        () => Task.FromResult(fits(this)),
        () => $"{missing} did not arrive. Metrics: {string.Join("; ", Metrics.Values.Select(point => $"{point.Key} {point.Value}"))}. Spans: {string.Join(", ", Spans.Select(span => span.Name).Distinct())}");

    public void Dispose() => _app.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private IEnumerable<ProtobufMessage> Read(string path) => _received.Where(message => message.Path == path).Select(message => new ProtobufMessage(message.Body));
}
