using System.Collections.Concurrent;
using System.Diagnostics;
using EventAuth.Ingest.Tests.Harness;

namespace EventAuth.Ingest.Tests.Http;

public sealed class TracesTests
{
    private const string Good = """{"action":"product.view","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}""";
    private const string Stranger = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [Fact]
    public async Task Event_WithToken_IsTracedThroughItsSteps()
    {
        await using var server = await IngestServer.StartAsync();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = Listen(server, spans);

        await server.PostAsync(Good, authorization: "Bearer " + IngestServer.Token(new { customId = "c-17" }));
        await server.StopAsync();

        var request = Assert.Single(spans, span => span.OperationName == "ingest event");
        Assert.Equal(["authenticate", "append", "ingest event"], spans.Select(span => span.OperationName));
        Assert.All(spans.Where(span => span != request), span => Assert.Equal(request.SpanId, span.ParentSpanId));
        Assert.Equal("accepted", request.GetTagItem("eventauth.outcome"));
        Assert.Equal(true, spans.First().GetTagItem("eventauth.signature.checked"));
        Assert.Equal(1, spans.ElementAt(1).GetTagItem("eventauth.events"));
    }

    [Fact]
    public async Task Batch_WithABadToken_SaysTheCodeAndTheCause()
    {
        await using var server = await IngestServer.StartAsync();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = Listen(server, spans);

        await server.PostAsync($"[{Good}]", IngestServer.Batch, "Bearer a.b.c");
        await server.StopAsync();

        Assert.Equal(["authenticate", "ingest batch"], spans.Select(span => span.OperationName));
        Assert.Equal("BadBase64", spans.First().GetTagItem("eventauth.token.failure"));
        Assert.Equal(("refused", "invalid_token"), (spans.Last().GetTagItem("eventauth.outcome"), spans.Last().GetTagItem("eventauth.code")));
    }

    [Fact]
    public async Task Event_WithAStrangersTrace_BeginsItsOwn()
    {
        await using var server = await IngestServer.StartAsync();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = Listen(server, spans);

        await server.PostAsync(Good, headers: [("traceparent", Stranger)]);
        await server.StopAsync();

        var request = Assert.Single(spans, span => span.OperationName == "ingest event");
        Assert.Null(request.ParentId);
        Assert.DoesNotContain(request.TraceId.ToHexString(), Stranger, StringComparison.Ordinal);
    }

    private static ActivityListener Listen(IngestServer server, ConcurrentQueue<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = server.Owns,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
