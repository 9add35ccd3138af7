using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Hosting;

/// <summary>What a page is told when its live connection is refused, and what the log says.</summary>
public class ConnectionFaultTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    private const string Check = "/_blazor/check";
    private const string Initializers = "/_blazor/initializers";

    private string Own => shared.Program.Admin.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task Check_FromAPageOfTheConsole_SaysNothing()
    {
        using var answer = await SendAsync(HttpMethod.Post, Check, ("Origin", Own));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Check_OnTheIngestListener_IsNotFound()
    {
        using var client = new HttpClient { BaseAddress = shared.Program.Ingest };
        using var answer = await client.PostAsync(Check, content: null);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData(Check, "https://console.example", "origin_is_not_host", "proxy_set_header Host $http_host;")]
    [InlineData(Check, null, "origin_missing", "proxy_set_header Origin $http_origin;")]
    [InlineData("/_blazor/negotiate?negotiateVersion=1", "https://console.example", "origin_is_not_host", "proxy_set_header Host $http_host;")]
    public async Task Request_OfAnotherOrigin_HearsCauseAndSetting(string path, string? origin, string code, string setting)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, origin is null ? [] : [("Origin", origin)]);

        await ExpectProblemAsync(answer, HttpStatusCode.Forbidden, code, setting);
        Assert.Contains(setting, shared.Program.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WhoseProxyReportsHttpsForAPageOnHttp_HearsCauseAndSetting()
    {
        await using var program = await RunningProgram.StartReadyAsync("--Listeners:TrustedProxies=127.0.0.1");
        using var answer = await SendAsync(
            program, HttpMethod.Post, Check, ("Host", "console.example"), ("Origin", "http://console.example"), ("X-Forwarded-Proto", "https"));

        await ExpectProblemAsync(answer, HttpStatusCode.Forbidden, "origin_is_not_scheme", "proxy_set_header X-Forwarded-Proto $scheme;");
    }

    [Theory]
    [InlineData("Connection", "keep-alive")]
    [InlineData("Connection", "upgrade")]
    [InlineData("Upgrade", "websocket")]
    public async Task WebSocket_WithoutItsWholeUpgrade_HearsCauseAndSetting(string name, string value)
    {
        using var answer = await SendAsync(
            HttpMethod.Get, "/_blazor", ("Origin", Own), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), ("Sec-WebSocket-Version", "13"), (name, value));

        await ExpectProblemAsync(answer, HttpStatusCode.UpgradeRequired, "websocket_upgrade_missing", "proxy_set_header Upgrade $http_upgrade;");
    }

    [Theory]
    [InlineData("Connection", "upgrade")]
    [InlineData("Connection", "keep-alive, Upgrade")]
    public async Task PlainRequest_WithConnectionUpgrade_IsAskedForTheSignInAlone(string name, string value)
    {
        using var answer = await SendAsync(HttpMethod.Get, Initializers, (name, value));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Log_OfOneCause_RepeatsAfterTenMinutes()
    {
        var clock = new ManualClock();
        using var folder = new TemporaryFolder();
        await using var program = await RunningProgram.StartAsync(folder, clock);
        async Task<int> RefuseAsync(params (string Name, string Value)[] headers)
        {
            using var answer = await SendAsync(program, HttpMethod.Post, Check, headers);
            return program.Log.Text.Split("A live connection was refused").Length - 1;
        }

        Assert.Equal(1, await RefuseAsync(("Origin", "https://console.example")));
        Assert.Equal(1, await RefuseAsync(("Origin", "https://other.example")));
        Assert.Equal(2, await RefuseAsync());
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(3, await RefuseAsync(("Origin", "https://console.example")));
    }

    private static async Task ExpectProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code, string setting)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Contains(setting, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers) =>
        SendAsync(shared.Program, method, path, headers);

    private static async Task<HttpResponseMessage> SendAsync(
        RunningProgram program, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var browser = program.NewBrowser();
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await browser.SendAsync(request);
    }
}
