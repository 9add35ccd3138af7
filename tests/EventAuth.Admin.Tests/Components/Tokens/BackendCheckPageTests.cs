using Bunit;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.Tokens;
using EventAuth.Admin.Hosting;
using EventAuth.Admin.Tests.Components.EventSettings;
using EventAuth.Core.Administration;
using EventAuth.Core.Conformance;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using EventAuth.Testing.BrokenTokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Tests.Components.Tokens;

public sealed class BackendCheckPageTests : IAsyncLifetime
{
    private readonly TokenMint _mint = new(TimeProvider.System.GetUtcNow());
    private ConsoleFixture _console = null!;
    private BunitJSModuleInterop _browser = null!;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync();
        _browser = _console.Page.JSInterop.SetupModule("./token-box.js");
        _browser.Mode = JSRuntimeMode.Loose;
        var change = new PolicyChange { CertificateText = SigningKey.Shared.PublicPem, OverwriteCertificate = true };
        Assert.IsType<ApplyResult.Applied>(await _console.PolicyService.ApplyAsync(change, _console.Policies.Current.Version, "other@shop.example", rebase: true, CancellationToken.None));
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Administrator)]
    public async Task Check_GoodToken_ConformsWithEveryRequirementListed(string role)
    {
        await _console.SignInAsync(role);

        var page = Check(_mint.Good());

        Assert.Equal("Conforms", page.Find("#verdict").TextContent);
        Assert.Empty(page.FindAll("[role=alert]"));
        Assert.Equal(Enum.GetValues<TokenRequirement>().Length, page.FindAll("[role=region][aria-labelledby=requirements] li").Count);
        Assert.Equal("Passed", page.Find("ol li.algorithm .verdict").TextContent);
        Assert.Equal("Not checked", page.Find("ol li.bearer .verdict").TextContent);
    }

    [Fact]
    public void Check_BrokenToken_IsAnAlertWithTheFixAtTheRequirement()
    {
        var page = Check(_mint.WithClaims("\"customId\":17,\"name\":\"<b>x</b>\""));

        Assert.Contains("Does not conform", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Failed: Identifiers.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        var failed = page.Find("ol li.identifiers");
        Assert.Equal("Failed", failed.QuerySelector(".verdict")!.TextContent);
        Assert.Contains("Put it into quotation marks", failed.QuerySelector(".remedy")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Advice", page.Find("ol li.personal_data .verdict").TextContent);
    }

    [Fact]
    public void Check_BrokenToken_ProblemsComeFirstAndTheRestIsFoldedUp()
    {
        var page = Check(_mint.WithClaims("\"customId\":17,\"name\":\"<b>x</b>\""));

        var lists = page.FindAll("[aria-labelledby=requirements] ol");
        Assert.Equal(["Failed", "Advice", "Not checked", "Passed"], lists.Select(list => list.GetAttribute("aria-label")));
        Assert.Equal([false, false, true, true], lists.Select(list => list.ParentElement!.LocalName == "details"));
        Assert.All(page.FindAll("details"), folded => Assert.False(folded.HasAttribute("open")));
        Assert.Equal($"Passed ({lists[3].ChildElementCount})", page.FindAll("summary")[1].TextContent);
    }

    [Fact]
    public void Check_AnotherToken_ReplacesTheReport()
    {
        var page = Check("undefined");
        Assert.Equal("Does not conform", page.Find("#verdict").TextContent);

        Submit(page, _mint.Good());
        page.WaitForAssertion(() => Assert.Equal("Conforms", page.Find("#verdict").TextContent));

        page.InOneTurn(() => page.Find("form").TriggerEvent("onreset", EventArgs.Empty));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".result")));
    }

    [Fact]
    public void Check_FarTooMuch_IsLeftInTheBrowserAndSaid()
    {
        var page = Open();

        Submit(page, new string('x', 100_000));

        page.WaitForAssertion(() => Assert.StartsWith("This has 100,000 bytes", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_ProofRequired_BeginWithTheThumbprintToFillIn()
    {
        Assert.DoesNotContain("thumbprint", Lines(Open()), StringComparison.OrdinalIgnoreCase);
        await _console.DisposeAsync();
        _console = await ConsoleFixture.StartAsync(services =>
            services.AddSingleton(new TokenVerifier(new TokenRules { Proof = new ProofRules() })));

        var page = Open();

        Assert.StartsWith("thumbprint=THUMBPRINT\n", Lines(page), StringComparison.Ordinal);
        Assert.Contains("replace THUMBPRINT with the thumbprint of that key", page.Markup, StringComparison.Ordinal);
        Assert.Contains("(Authorization: DPoP …)", page.Find("#token-hint").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_BothAreAccepted_SaysWhetherTokensWithoutAKeyStillCome()
    {
        Assert.DoesNotContain("Tokens without a key", Open().Markup, StringComparison.Ordinal);
        await _console.DisposeAsync();
        var rules = new TokenRules { Proof = new ProofRules { AcceptsBearers = true } };
        _console = await ConsoleFixture.StartAsync(services => services.AddSingleton(new TokenVerifier(rules)).AddTokenInspection(rules));

        Assert.Contains("no request had a valid one", Open().Markup, StringComparison.Ordinal);
        _console.Page.Services.GetRequiredService<TokenConformance>().Bearers.Add(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
        var page = Open();

        Assert.Contains("1 request had a valid one", page.Markup, StringComparison.Ordinal);
        Assert.Contains("2026-11-22T10:00:00", page.Markup, StringComparison.Ordinal);
        Assert.StartsWith("thumbprint=THUMBPRINT\n", Lines(page), StringComparison.Ordinal);
    }

    private static string Lines(IRenderedComponent<BackendCheckPage> page) => page.Find(".snippet code").TextContent;

    private IRenderedComponent<BackendCheckPage> Open()
    {
        var page = _console.Page.Render<BackendCheckPage>();
        page.WaitForAssertion(() => Assert.False(page.Find("button[type=submit]").HasAttribute("disabled")));
        return page;
    }

    private IRenderedComponent<BackendCheckPage> Check(string text)
    {
        var page = Open();
        Submit(page, text);
        page.WaitForElement("#verdict");
        return page;
    }

    private void Submit(IRenderedComponent<BackendCheckPage> page, string text)
    {
        _browser.Setup<IJSStreamReference?>("read", _ => true).SetResult(new KeptText(text));
        page.InOneTurn(() => page.Find("form").Submit());
    }
}
