using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace EventAuth.Admin.Tests.Hosting;

public class ListenerTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    [Theory]
    [InlineData("sign-in")]
    [InlineData("setup")]
    [InlineData("theme.css")]
    [InlineData("data-management/events/js-sdk-event-settings")]
    [InlineData("_blazor/negotiate")]
    [InlineData("api/v1/policy")]
    [InlineData("openapi/v1.json")]
    [InlineData("nothing")]
    public async Task Ingest_PathOfTheAdminListener_IsNotFoundInADocument(string path)
    {
        var program = shared.Program;
        using var client = new HttpClient();

        using var answer = await client.GetAsync(new Uri(program.Ingest, path));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("not_found", await CodeOfAsync(answer));
    }

    [Theory]
    [InlineData("v4/events/custom")]
    [InlineData("v4/events/batch")]
    public async Task Admin_PathOfTheIngestListener_IsNotFound(string path)
    {
        var program = shared.Program;
        using var client = new HttpClient();

        using var answer = await client.PostAsync(new Uri(program.Admin, path), new StringContent("{}"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Host_NamesTheOtherListener_ChangesNothing()
    {
        var program = shared.Program;
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(program.Ingest, "sign-in")) { Headers = { Host = program.Admin.Authority } };

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("healthz")]
    [InlineData("sign-in")]
    [InlineData("v4/events/custom")]
    public async Task Port_ThatOnlyTheServersOwnSettingsOpen_FindsNothing(string path)
    {
        var port = FreePort();
        await using var program = await RunningProgram.StartAsync($"--Kestrel:Endpoints:Other:Url=http://127.0.0.1:{port}");
        using var client = new HttpClient();

        using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/{path}"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("not_found", await CodeOfAsync(answer));
    }

    [Fact]
    public async Task Admin_WrongMethodOfTheApi_IsNotAllowedAndSaysWhichAre()
    {
        var program = shared.Program;
        using var client = program.NewApiClient();

        using var answer = await client.DeleteAsync("policy");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD", "PUT"], answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
        Assert.Equal("method_not_allowed", await CodeOfAsync(answer));
    }

    [Fact]
    public async Task Ingest_WrongMethod_IsNotAllowedAndSaysWhichAre()
    {
        var program = shared.Program;
        using var client = new HttpClient();

        using var answer = await client.DeleteAsync(new Uri(program.Ingest, "v4/events/custom"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Contains("POST", answer.Content.Headers.Allow);
        Assert.Equal("method_not_allowed", await CodeOfAsync(answer));
    }

    [Theory]
    [InlineData("healthz")]
    [InlineData("readyz")]
    public async Task Health_OnBothListeners_AnswersWithoutKey(string path)
    {
        var program = shared.Program;
        using var client = new HttpClient();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(program.Admin, path))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(program.Ingest, path))).StatusCode);
    }

    [Fact]
    public async Task Page_UnknownAddress_IsNotFoundAsHtml()
    {
        var program = shared.Program;
        using var browser = program.NewBrowser();

        using var answer = await browser.GetAsync("/no/such/page");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Page not found", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_UnknownAddress_IsNotFoundAsDocument()
    {
        var program = shared.Program;
        using var client = program.NewApiClient();

        using var answer = await client.GetAsync("nothing");

        Assert.Equal("not_found", await CodeOfAsync(answer));
    }

    [Fact]
    public async Task Admin_EachAnswer_BearsTheSecurityHeaders()
    {
        var program = shared.Program;
        using var browser = program.NewBrowser();

        using var answer = await browser.GetAsync("/sign-in");

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy")).Split("; ");
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Contains("default-src 'none'", policy);
        var scripts = Assert.Single(policy, directive => directive.StartsWith("script-src ", StringComparison.Ordinal));
        Assert.DoesNotContain("'unsafe-inline'", scripts, StringComparison.Ordinal);
        Assert.DoesNotContain("'unsafe-eval'", scripts, StringComparison.Ordinal);
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string?> CodeOfAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((int)answer.StatusCode, document.RootElement.GetProperty("status").GetInt32());
        return document.RootElement.GetProperty("code").GetString();
    }
}
