using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using EventAuth.Admin.Access;
using EventAuth.Admin.Tests.Accounts;
using EventAuth.Admin.Tests.Api;

namespace EventAuth.Admin.Tests.Hosting;

public class RateLimitTests
{
    private const string Event = """{"action":"page.visit","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}""";

    // This many at once do not fit into one second's limit, however slow the machine is.
    private const int AtOnce = 60;

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", "203.0.113.8")]
    [InlineData("2001:db8:0:1::7", "2001:db8:0:1:ffff::8", "2001:db8:0:2::7")]
    public async Task SignIn_MoreThanAnAddressMay_HasToWaitAndOthersHaveNot(string address, string sameNetwork, string other)
    {
        await using var program = await RunningProgram.StartReadyAsync("--Listeners:TrustedProxies=127.0.0.1", "--RateLimits:SignInPerMinute=3");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignInFromAsync(program, address, $"{i}@shop.example")).StatusCode);
        }

        using var refused = await SignInFromAsync(program, sameNetwork, RunningProgram.AdminEmail);
        using var passed = await SignInFromAsync(program, other, RunningProgram.AdminEmail);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.True(refused.Headers.CacheControl!.NoStore);
        Assert.Contains("Too many attempts from this address.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, passed.StatusCode);
    }

    [Fact]
    public async Task SignIn_ForwardedAddressesOfNoTrustedProxy_CountAsOneAddress()
    {
        await using var program = await RunningProgram.StartReadyAsync("--RateLimits:SignInPerMinute=2");
        await SignInFromAsync(program, "203.0.113.1", "1@shop.example");
        await SignInFromAsync(program, "203.0.113.2", "2@shop.example");

        using var refused = await SignInFromAsync(program, "203.0.113.3", RunningProgram.AdminEmail);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    [Fact]
    public async Task Api_MoreThanAKeyMay_IsRateLimitedAndAnotherKeyIsNot()
    {
        await using var program = await RunningProgram.StartReadyAsync("--RateLimits:ApiPerSecond=1");
        using var api = program.NewApiClient();
        using var otherApi = program.NewApiClient();
        otherApi.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await program.AddKeyAsync(Roles.Viewer));

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => api.GetAsync("policy")));
        using var other = await otherApi.GetAsync("policy");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers.Select(answer => answer.StatusCode).Distinct().Order());
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        foreach (var refused in answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests))
        {
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
            Assert.Equal("rate_limited", await refused.CodeAsync());
        }

        await UntilOkAsync(() => api.GetAsync("policy"));
    }

    [Fact]
    public async Task Api_WithoutARightKey_TakesNobodysShare()
    {
        await using var program = await RunningProgram.StartReadyAsync("--RateLimits:ApiPerSecond=1");
        using var stranger = new HttpClient { BaseAddress = program.Admin };
        using var api = program.NewApiClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => stranger.GetAsync("/api/v1/policy")));
        using var own = await api.GetAsync("policy");

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task Ingest_MoreThanAnAddressMay_IsRateLimitedWithTheHeadersForBrowsers()
    {
        await using var program = await RunningProgram.StartAsync("--RateLimits:IngestPerSecond=1");
        using var shop = new HttpClient { BaseAddress = program.Ingest, DefaultRequestHeaders = { { "Origin", "https://shop.example" } } };

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => SendEventAsync(shop)));

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.TooManyRequests], answers.Select(answer => answer.StatusCode).Distinct().Order());
        foreach (var refused in answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests))
        {
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
            Assert.Equal("*", Assert.Single(refused.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.Equal("rate_limited", await refused.CodeAsync());
        }

        // Health checks and preflight requests are never refused.
        var questions = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => shop.GetAsync("/healthz")));
        Assert.All(questions, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var preflights = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => shop.SendAsync(new HttpRequestMessage(HttpMethod.Options, "/v4/events/custom"))));
        Assert.All(preflights, answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
    }

    [Fact]
    public async Task Ingest_WithoutTheSetting_TakesAsManyAsCome()
    {
        await using var program = await RunningProgram.StartAsync();
        using var shop = new HttpClient { BaseAddress = program.Ingest };

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => SendEventAsync(shop)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
    }

    private static async Task<HttpResponseMessage> SignInFromAsync(RunningProgram program, string address, string email)
    {
        using var browser = program.NewBrowser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return await browser.SignInAsync(email, RunningProgram.AdminPassword);
    }

    private static Task<HttpResponseMessage> SendEventAsync(HttpClient shop) =>
        shop.PostAsync("/v4/events/custom", new StringContent(Event, Encoding.UTF8, "application/json"));

    private static async Task UntilOkAsync(Func<Task<HttpResponseMessage>> call)
    {
        var patience = Stopwatch.StartNew();
        HttpStatusCode status;
        do
        {
            status = (await call()).StatusCode;
        }
        while (status != HttpStatusCode.OK && patience.Elapsed < TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, status);
    }
}
