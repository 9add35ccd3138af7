using System.Net;
using System.Text;
using System.Text.Json;
using EventAuth.Admin.Tests.Accounts;

namespace EventAuth.Admin.Tests.Hosting;

/// <summary>What the console needs for its pages, accounts and forms is not used for an event.</summary>
public class IngestListenerTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    private const string Event = """{"action":"page.visit","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}""";
    private const string BadCookie = "EventAuth.SignIn=not-a-ticket; EventAuth.Form=not-a-form";
    private const string TicketRefused = "Unprotect ticket failed";

    [Fact]
    public async Task Cookie_OnAnEvent_IsNotEvenLookedAt()
    {
        await using var program = await RunningProgram.StartAsync("--Logging:LogLevel:Microsoft.AspNetCore.Authentication=Trace");

        using var accepted = await SendAsync(HttpMethod.Post, new Uri(program.Ingest, "v4/events/custom"), Event, ("Cookie", BadCookie));
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.DoesNotContain(TicketRefused, program.Log.Text, StringComparison.Ordinal);

        // The same cookie leaves its trace where accounts are used.
        using var page = await SendAsync(HttpMethod.Get, new Uri(program.Admin, "setup"), null, ("Cookie", BadCookie));
        Assert.Contains(TicketRefused, program.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignedIn_OnAnEvent_MakesNoDifference()
    {
        var program = shared.Program;
        using var browser = program.NewBrowser();
        using var signedIn = await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword);

        // A form event needs a token in a new installation, whoever is signed in to the console.
        using var refused = await browser.PostAsync(new Uri(program.Ingest, "v4/events/custom"), Json(Event.Replace("page.visit", "form.submit", StringComparison.Ordinal)));

        Assert.Equal("jwt_required", await CodeOfAsync(refused));
        AssertBare(refused);
    }

    [Fact]
    public async Task ApiKey_OnAnEvent_IsAnInvalidToken()
    {
        var program = shared.Program;

        using var refused = await SendAsync(HttpMethod.Post, new Uri(program.Ingest, "v4/events/custom"), Event, ("Authorization", $"Bearer {RunningProgram.ApiKey}"));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("invalid_token", await CodeOfAsync(refused));
        Assert.Equal("Bearer error=\"invalid_token\"", Assert.Single(refused.Headers.GetValues("WWW-Authenticate")));
    }

    [Theory]
    [InlineData("POST", "v4/events/custom", Event, HttpStatusCode.Accepted)]
    [InlineData("POST", "v4/events/batch", "[" + Event + "]", HttpStatusCode.Accepted)]
    [InlineData("POST", "v4/events/custom", "{", HttpStatusCode.BadRequest)]
    [InlineData("POST", "v4/events/nothing", "{}", HttpStatusCode.NotFound)]
    [InlineData("POST", "sign-in", "{}", HttpStatusCode.NotFound)]
    [InlineData("GET", "", null, HttpStatusCode.NotFound)]
    [InlineData("GET", "v4/events/custom", null, HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "v4/events/batch", "{}", HttpStatusCode.MethodNotAllowed)]
    [InlineData("OPTIONS", "v4/events/custom", null, HttpStatusCode.NoContent)]
    [InlineData("GET", "healthz", null, HttpStatusCode.OK)]
    [InlineData("GET", "readyz", null, HttpStatusCode.OK)]
    [InlineData("POST", "healthz", "{}", HttpStatusCode.MethodNotAllowed)]
    public async Task Answer_OfEachKind_IsNotSniffedAndBearsNothingOfTheConsole(string method, string path, string? body, HttpStatusCode status)
    {
        using var answer = await SendAsync(new HttpMethod(method), new Uri(shared.Program.Ingest, path), body, ("Cookie", BadCookie));

        Assert.Equal(status, answer.StatusCode);
        AssertBare(answer);
        if (status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
        {
            Assert.Equal(status == HttpStatusCode.NotFound ? "not_found" : "method_not_allowed", await CodeOfAsync(answer));
        }
    }

    private static void AssertBare(HttpResponseMessage answer)
    {
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.False(answer.Headers.Contains("Content-Security-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, string? body, params (string Name, string Value)[] headers)
    {
        using var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : Json(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task<string?> CodeOfAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.GetProperty("code").GetString();
    }
}
