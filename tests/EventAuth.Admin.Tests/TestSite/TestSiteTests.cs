using EventAuth.Admin.TestSite;
using EventAuth.Admin.Tests.Accounts;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Ingest;

namespace EventAuth.Admin.Tests.TestSite;

public sealed class TestSiteTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    [Fact]
    public async Task Document_SignedIn_MayUseTheSdkAndItsListenerAndNothingElse()
    {
        using var browser = await SignInAsync(shared.Program);

        using var answer = await browser.GetAsync(TestSiteEndpoint.Path);

        var ingest = $"http://127.0.0.1:{shared.Program.Ingest.Port}";
        Assert.Equal(
            $"default-src 'none'; script-src 'self' {ingest}/sdk/eventauth.js; connect-src {ingest}; base-uri 'self'; form-action 'none'; frame-ancestors 'self'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains($"src=\"{ingest}/sdk/eventauth.js?v=", html, StringComparison.Ordinal);
        Assert.Contains("integrity=\"sha384-", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConsolePages_Policy_AllowsNoOtherAddress()
    {
        using var browser = await SignInAsync(shared.Program);

        using var answer = await browser.GetAsync("/connect-your-site");

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("connect-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain(":", policy.Replace("data:", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://events.shop.example/e", "https://events.shop.example/e/sdk/eventauth.js; connect-src https://events.shop.example;")]
    [InlineData("/e", "/sdk/eventauth.js; connect-src http://127.0.0.1:")]
    public async Task Document_PublicAddress_IsAllowed(string setting, string expected)
    {
        await using var program = await RunningProgram.StartReadyAsync($"--Listeners:IngestPublicAddress={setting}");
        using var browser = await SignInAsync(program);

        using var answer = await browser.GetAsync(TestSiteEndpoint.Path);

        Assert.Contains(expected, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://console.example/", null)]
    [InlineData("https://other.example:8443/", "https://other.example:8443")]
    public void Origins_AllowedOnesNamed_TellTheMissingOne(string console, string? missing) =>
        Assert.Equal(missing, new TestSiteOrigins(new IngestOptions { AllowedOrigins = ["https://console.example"] }).FindMissing(new Uri(console)));

    [Fact]
    public void Origins_NoneNamed_AllowsAny() =>
        Assert.Null(new TestSiteOrigins(new IngestOptions()).FindMissing(new Uri("https://console.example/")));

    private static async Task<HttpClient> SignInAsync(RunningProgram program)
    {
        var browser = program.NewBrowser();
        (await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword)).Dispose();
        return browser;
    }
}
