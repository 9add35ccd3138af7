using System.Diagnostics.Metrics;
using EventAuth.Ingest.Tests.Harness;

namespace EventAuth.Ingest.Tests.Http;

public sealed class ListenerTests
{
    [Theory]
    [InlineData("GET", "/")]
    [InlineData("POST", "/v4/events")]
    [InlineData("POST", "/v4/events/other")]
    [InlineData("PUT", "/api/v1/policy")]
    public async Task Any_UnknownPath_Is404Problem(string method, string path)
    {
        await using var server = await IngestServer.StartAsync();
        (await server.SendAsync(new HttpMethod(method), path)).ExpectProblem(404, "not_found");
    }

    [Theory]
    [InlineData("GET", IngestServer.Single)]
    [InlineData("PUT", IngestServer.Single)]
    [InlineData("DELETE", IngestServer.Batch)]
    [InlineData("BREW", IngestServer.Batch)]
    public async Task Any_WrongMethod_Is405ProblemWithAllow(string method, string path)
    {
        await using var server = await IngestServer.StartAsync();
        var answer = (await server.SendAsync(new HttpMethod(method), path)).ExpectProblem(405, "method_not_allowed");
        Assert.Equal(["OPTIONS", "POST"], answer.Header("Allow")!.Split(", ").Order());
    }

    [Fact]
    public async Task Head_WrongMethod_Is405WithoutBody()
    {
        await using var server = await IngestServer.StartAsync();
        var answer = await server.SendAsync(HttpMethod.Head, IngestServer.Single);
        Assert.Equal((405, ""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Post_Events_AreCountedByCode()
    {
        var counted = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var server = await IngestServer.StartAsync();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (server.Owns(instrument.Meter))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (tags.Length > 0)
            {
                counted.Enqueue($"{instrument.Name} {tags[0].Value} {value}");
            }
        });
        listener.Start();

        const string good = """{"action":"product.view","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}""";
        await server.PostAsync(good);
        await server.PostAsync($"[{good},{good}]", IngestServer.Batch, "Bearer a.b.c");
        await server.PostAsync("{");
        await server.SendAsync(HttpMethod.Get, "/nowhere");

        Assert.Equal(
            [
                "eventauth.ingest.events anonymous_list_empty 1",
                "eventauth.ingest.events invalid_token 2",
                "eventauth.ingest.refused_requests invalid_token 1",
                "eventauth.ingest.refused_requests malformed_json 1",
                "eventauth.ingest.refused_requests not_found 1",
            ],
            counted);
    }
}
