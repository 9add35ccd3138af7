using EventAuth.Ingest.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.Ingest.Tests.Http;

public sealed class MetricsTests
{
    private const string Good = """{"action":"product.view","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}""";

    [Fact]
    public async Task Post_Events_AreCountedByOutcomeAndCode()
    {
        await using var server = await IngestServer.StartAsync();
        using var measurements = new Measurements(server.Meters);

        await server.PostAsync(Good);
        await server.PostAsync($"[{Good},{Good}]", IngestServer.Batch, "Bearer a.b.c");
        await server.PostAsync($$"""[{{Good}},{"action":"x"},{{Good}}]""", IngestServer.Batch);
        await server.PostAsync($"[{Good}]", IngestServer.Batch);
        await server.PostAsync("{");
        await server.SendAsync(HttpMethod.Get, "/nowhere");
        await server.StopAsync();

        Assert.Equal(
            [
                "outcome=accepted code=anonymous_list_empty 1",
                "outcome=rejected code=invalid_token 2",
                "outcome=rejected code=invalid_event 1",
                "outcome=accepted code=anonymous_list_empty 1",
                "outcome=accepted code=anonymous_list_empty 1",
                "outcome=accepted code=anonymous_list_empty 1",
                "outcome=rejected code=malformed_json 1",
            ],
            Lines(measurements, "eventauth.ingest.events"));
        Assert.Equal(
            [
                "outcome=accepted 1",
                "outcome=refused code=invalid_token 1",
                "outcome=partly_accepted 1",
                "outcome=accepted 1",
                "outcome=refused code=malformed_json 1",
                "outcome=refused code=not_found 1",
            ],
            Lines(measurements, "eventauth.ingest.requests"));
        Assert.Equal(5, measurements.Of("eventauth.ingest.request.duration").Count);
        Assert.Equal(Good.Length, measurements.Of("eventauth.ingest.request.body.size")[0].Value);
    }

    [Fact]
    public async Task Verification_IsMeasuredWhereASignatureWasChecked()
    {
        await using var server = await IngestServer.StartAsync();
        using var measurements = new Measurements(server.Meters);
        var token = "Bearer " + IngestServer.Token(new { customId = "c-17" });

        // The first two uses are checked, from then on the token is remembered.
        for (var use = 0; use < 5; use++)
        {
            Assert.Equal(202, (await server.PostAsync(Good, authorization: token)).Status);
        }

        await server.PostAsync(Good, authorization: token[..^4] + "AAAA");
        await server.PostAsync(Good, authorization: "Bearer a.b.c");
        await server.PostAsync(Good);
        await server.StopAsync();

        var verifications = measurements.Of("eventauth.ingest.token.verification.duration");
        Assert.Equal(["outcome=valid", "outcome=valid", "outcome=invalid"], verifications.Select(measured => measured.Tags));
        Assert.All(verifications, measured => Assert.InRange(measured.Value, double.Epsilon, 60));
    }

    private static IEnumerable<string> Lines(Measurements measurements, string instrument) =>
        measurements.Of(instrument).Select(measured => FormattableString.Invariant($"{measured.Tags} {measured.Value}"));
}
