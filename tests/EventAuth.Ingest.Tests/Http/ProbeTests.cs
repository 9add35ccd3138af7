using System.Collections.Concurrent;
using System.Diagnostics;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Probes;
using EventAuth.Ingest.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.Ingest.Tests.Http;

/// <summary>Events that a process sends itself to prove its enforcement take the way of others and leave nothing.</summary>
public sealed class ProbeTests
{
    private const string Protected = """{"action":"form.submit","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}""";
    private const string Open = """{"action":"page.visit","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}""";
    private const string Malformed = "{";

    private static readonly EventPolicy Policy = EventPolicy.Empty.With(EventListKind.UpdateWithJwt, [EventName.Parse("form.submit")]);

    [Theory]
    [InlineData(IngestServer.Single, Protected, null, 401, "jwt_required")]
    [InlineData(IngestServer.Single, Protected, "Bearer a.b.c", 401, "invalid_token")]
    [InlineData(IngestServer.Single, Open, null, 202, null)]
    [InlineData(IngestServer.Single, Malformed, null, 400, "malformed_json")]
    [InlineData(IngestServer.Batch, "[" + Protected + "]", "Bearer a.b.c", 401, "invalid_token")]
    [InlineData(IngestServer.Batch, "[" + Open + "," + Protected + "]", null, 207, null)]
    [InlineData("/nowhere", Open, null, 404, "not_found")]
    public async Task Probe_Whatever_IsAnsweredAsAnyAndAppearsNowhere(string path, string body, string? token, int status, string? code)
    {
        await using var server = await IngestServer.StartAsync(Policy);
        var ordinary = await server.PostAsync(body, path, token);
        var figures = Figures(server);

        var answer = await server.PostAsync(body, path, token, Headers(server));
        await server.StopAsync();

        Assert.Equal((status, status), (answer.Status, ordinary.Status));
        Assert.Equal(code, code is null ? null : answer.Code);
        Assert.Equal(figures, Figures(server));
        Assert.DoesNotContain(server.Log.Lines, line => line.Text.Contains(Secret(server), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Probe_Many_AreInNoMetricAndNoLogOfRejections()
    {
        await using var server = await IngestServer.StartAsync(Policy);
        using var measurements = new Measurements(server.Meters);

        await server.PostAsync(Protected, headers: Headers(server));
        await server.PostAsync(Protected, authorization: "Bearer " + SigningKey.Other.Token(new { customId = "c" }, IngestServer.Now), headers: Headers(server));
        await server.PostAsync(Open, authorization: "Bearer " + IngestServer.Token(new { customId = "c" }), headers: Headers(server));
        await server.PostAsync(Malformed, headers: Headers(server));
        await server.PostAsync($"[{Open},{Malformed}]", IngestServer.Batch, headers: Headers(server));
        await server.PostAsync($"[{Open},{Protected}]", IngestServer.Batch, headers: Headers(server));
        await server.PostAsync(Open, "/nowhere", headers: Headers(server));
        await server.StopAsync();

        Assert.Empty(Lines(measurements));
        Assert.Equal((0, 0, 0), Figures(server));
        Assert.Equal(4, server.Journal.Probes);
        Assert.DoesNotContain(server.Log.Lines, line => line.Id == 2001);
    }

    [Fact]
    public async Task Secret_WrongInItsLastCharacter_IsAnOrdinaryEvent()
    {
        await using var server = await IngestServer.StartAsync(Policy);
        var secret = Secret(server);
        var wrong = secret[..^1] + (secret[^1] == '0' ? '1' : '0');

        await server.PostAsync(Protected, authorization: "Bearer a.b.c", headers: Headers(wrong));
        await server.PostAsync(Open, headers: Headers(wrong));
        await server.PostAsync(Open, headers: Headers(secret[..^1]));
        await server.PostAsync(Open, headers: Headers(""));
        await server.PostAsync(Open, headers: [("User-Agent", ProbeSecret.Agent)]);
        await server.PostAsync(Open, headers: [(ProbeSecret.Header, secret)]);
        await server.PostAsync(Open, headers: [.. Headers(secret), (ProbeSecret.Header, secret)]);

        Assert.Equal((1, 1, 6), Figures(server));
        Assert.Equal(0, server.Journal.Probes);
    }

    [Fact]
    public async Task Secrets_OfTwoServers_Differ()
    {
        await using var one = await IngestServer.StartAsync(Policy);
        await using var other = await IngestServer.StartAsync(Policy);

        await other.PostAsync(Open, headers: Headers(one));

        Assert.NotEqual(Secret(one), Secret(other));
        Assert.Equal(64, Secret(one).Length);
        Assert.Equal((0, 0, 1), Figures(other));
    }

    [Fact]
    public async Task Probe_WhereSendersAreLimited_TakesNothingOfTheLimit()
    {
        await using var server = await IngestServer.StartAsync(new TokenRules(), Policy, new IngestOptions { RequestsPerSecond = 1 });

        var probes = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            probes.Add((await server.PostAsync(Protected, headers: Headers(server))).Status);
        }

        Assert.Equal([401, 401, 401], probes);
        Assert.Equal(202, (await server.PostAsync(Open)).Status);
    }

    [Fact]
    public async Task Probe_WhileTracing_HasNoSpan()
    {
        await using var server = await IngestServer.StartAsync(Policy);
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = server.Owns,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await server.PostAsync(Protected, headers: Headers(server));
        await server.PostAsync(Protected, authorization: "Bearer a.b.c", headers: Headers(server));
        await server.StopAsync();

        Assert.Empty(spans);
    }

    private static (int Counted, int Recorded, int Kept) Figures(IngestServer server) =>
        (server.Journal.Counted.Count, server.Journal.Rejections.Count, server.Journal.Kept.Count);

    private static List<Measured> Lines(Measurements measurements) =>
    [
        .. ((string[])["requests", "events", "request.duration", "request.body.size", "token.verification.duration"])
            .SelectMany(name => measurements.Of("eventauth.ingest." + name)),
    ];

    private static string Secret(IngestServer server)
    {
        using var request = new HttpRequestMessage();
        server.Probes.AddTo(request);
        Assert.Equal(ProbeSecret.Agent, request.Headers.UserAgent.ToString());
        return Assert.Single(request.Headers.GetValues(ProbeSecret.Header));
    }

    private static (string Name, string Value)[] Headers(IngestServer server) => Headers(Secret(server));

    private static (string Name, string Value)[] Headers(string secret) =>
        [("User-Agent", ProbeSecret.Agent), (ProbeSecret.Header, secret)];
}
