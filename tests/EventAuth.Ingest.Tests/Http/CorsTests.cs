using EventAuth.Ingest.Tests.Harness;

namespace EventAuth.Ingest.Tests.Http;

public sealed class CorsTests
{
    private const string Shop = "https://shop.example";
    private const string Stranger = "https://evil.example";
    private const string Event = """{"action":"product.view","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}""";

    [Theory]
    [InlineData("POST", IngestServer.Single, Event, 202)]
    [InlineData("POST", IngestServer.Single, "{", 400)]
    [InlineData("POST", IngestServer.Batch, "[]", 400)]
    [InlineData("GET", IngestServer.Single, null, 405)]
    [InlineData("GET", "/elsewhere", null, 404)]
    [InlineData("POST", IngestServer.Single, "415", 415)]
    public async Task Any_WithoutAllowedOrigins_IsOpenToEveryOriginWithoutCredentials(string method, string path, string? body, int status)
    {
        await using var server = await IngestServer.StartAsync();
        var answer = await server.SendAsync(
            new HttpMethod(method), path, body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, body == "415" ? "text/html" : "application/json"), null, ("Origin", Stranger));

        Assert.Equal(status, answer.Status);
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("Retry-After, WWW-Authenticate", answer.Header("Access-Control-Expose-Headers"));
        Assert.Null(answer.Header("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData(IngestServer.Single)]
    [InlineData(IngestServer.Batch)]
    public async Task Preflight_OfEitherPath_Is204AndKeptForADay(string path)
    {
        await using var server = await IngestServer.StartAsync();
        var answer = await PreflightAsync(server, path, Shop);

        Assert.Equal((204, ""), (answer.Status, answer.Text));
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("POST", answer.Header("Access-Control-Allow-Methods"));
        Assert.Equal("Authorization, Content-Type", answer.Header("Access-Control-Allow-Headers"));
        Assert.Equal("86400", answer.Header("Access-Control-Max-Age"));
    }

    [Theory]
    [InlineData("traceparent", "Authorization, Content-Type, traceparent")]
    [InlineData("content-type,baggage, TraceState ,,authorization", "Authorization, Content-Type, baggage, TraceState")]
    [InlineData("x-a,X-A", "Authorization, Content-Type, x-a")]
    [InlineData("", "Authorization, Content-Type")]
    [InlineData(null, "Authorization, Content-Type")]
    [InlineData("x-a, not a name", "Authorization, Content-Type")]
    [InlineData("x-a, <b>", "Authorization, Content-Type")]
    public async Task Preflight_HeadersOfAnyName_AreAllowed(string? asked, string allowed)
    {
        await using var server = await IngestServer.StartAsync();
        Assert.Equal(allowed, (await PreflightAsync(server, IngestServer.Single, Shop, asked)).Header("Access-Control-Allow-Headers"));
    }

    [Theory]
    [InlineData(32, 1, true)]
    [InlineData(33, 1, false)]
    [InlineData(1, 1_024, true)]
    [InlineData(1, 1_025, false)]
    public async Task Preflight_HeadersInGreatNumber_AreBounded(int names, int length, bool areAllowed)
    {
        await using var server = await IngestServer.StartAsync();
        var asked = string.Join(',', Enumerable.Range(0, names).Select(number => ((char)('a' + (number % 26))).ToString().PadRight(Math.Max(length, number / 26 + 1), 'x')));
        var answer = await PreflightAsync(server, IngestServer.Single, Shop, asked);

        Assert.Equal(204, answer.Status);
        Assert.Equal(areAllowed, answer.Header("Access-Control-Allow-Headers") != "Authorization, Content-Type");
    }

    [Fact]
    public async Task Post_WithHeadersOfTracing_IsDecidedAsWithout()
    {
        await using var server = await IngestServer.StartAsync();
        var answer = await server.PostAsync(Event, headers: [("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"), ("baggage", "a=b")]);
        Assert.Equal((202, (await server.PostAsync(Event)).Json.GetProperty("reason").GetString()), (answer.Status, answer.Json.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Preflight_OfAnotherPath_Is404()
    {
        await using var server = await IngestServer.StartAsync();
        (await PreflightAsync(server, "/elsewhere", Shop)).ExpectProblem(404, "not_found");
    }

    [Fact]
    public async Task Post_FromAnAllowedOrigin_NamesItAndVaries()
    {
        await using var server = await IngestServer.StartAsync(null, Shop, "http://localhost:3000");
        var answer = await server.PostAsync(Event, headers: ("Origin", Shop));

        Assert.Equal((202, Shop, "Origin"), (answer.Status, answer.Header("Access-Control-Allow-Origin"), answer.Header("Vary")));
        Assert.Equal(Shop, (await PreflightAsync(server, IngestServer.Batch, Shop)).Header("Access-Control-Allow-Origin"));
        Assert.Equal("http://localhost:3000", (await server.PostAsync("{", headers: ("Origin", "http://localhost:3000"))).Header("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData(Stranger)]
    [InlineData("https://shop.example.evil.example")]
    [InlineData("http://shop.example")]
    [InlineData("https://shop.example:444")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("https://shop.example, https://evil.example")]
    public async Task Any_FromAnotherOrigin_Is403AndStoresNothing(string origin)
    {
        await using var server = await IngestServer.StartAsync(null, Shop);
        foreach (var answer in new[]
        {
            await server.PostAsync(Event, headers: ("Origin", origin)),
            await server.PostAsync($"[{Event}]", IngestServer.Batch, headers: ("Origin", origin)),
            await PreflightAsync(server, IngestServer.Single, origin),
        })
        {
            answer.ExpectProblem(403, "origin_not_allowed");
            Assert.Null(answer.Header("Access-Control-Allow-Origin"));
            Assert.Equal("Origin", answer.Header("Vary"));
        }

        Assert.Equal(0, server.Journal.Appends);
        Assert.Empty(server.Journal.Rejections);
    }

    [Fact]
    public async Task Post_WithoutOrigin_PassesAndStillVaries()
    {
        await using var server = await IngestServer.StartAsync(null, Shop);
        var answer = await server.PostAsync(Event);

        Assert.Equal((202, "Origin"), (answer.Status, answer.Header("Vary")));
        Assert.Null(answer.Header("Access-Control-Allow-Origin"));
    }

    private static Task<Answer> PreflightAsync(IngestServer server, string path, string origin, string? asked = "authorization,content-type")
    {
        (string, string)[] always = [("Origin", origin), ("Access-Control-Request-Method", "POST")];
        return server.SendAsync(HttpMethod.Options, path, null, null, asked is null ? always : [.. always, ("Access-Control-Request-Headers", asked)]);
    }
}
