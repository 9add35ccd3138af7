using Bunit;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.Tokens;
using EventAuth.Admin.Tests.Components.EventSettings;
using EventAuth.Core.Administration;
using EventAuth.Core.Inspection;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using EventAuth.Testing.BrokenTokens;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Tests.Components.Tokens;

public sealed class TokenInspectorPageTests : IAsyncLifetime
{
    private readonly TokenMint _mint = new(TimeProvider.System.GetUtcNow());
    private ConsoleFixture _console = null!;
    private BunitJSModuleInterop _browser = null!;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync();
        _browser = _console.Page.JSInterop.SetupModule("./token-box.js");
        _browser.Mode = JSRuntimeMode.Loose;
        _browser.Setup<EventIdentifiers>("readEvent", _ => true).SetResult(new EventIdentifiers(null, null, null));
        await DefineAsync(SigningKey.Shared);
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Inspect_GoodToken_ShowsTheVerdictWhatIsRightAndTheClaims()
    {
        var page = Inspect(_mint.Good());

        Assert.Equal("Valid", page.Find("#verdict").TextContent);
        Assert.StartsWith("Valid for 4 more minutes", page.Find("#verdict + p").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[role=alert]"));
        Assert.Equal(["Passed"], page.FindAll("ul").Select(list => list.GetAttribute("aria-label")));
        var claims = page.Find("[role=region][aria-label=Claims]");
        Assert.Equal(["iat", "exp", "customId"], claims.QuerySelectorAll("dt").Select(name => name.TextContent));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(_mint.Now + 290), DateTimeOffset.Parse(claims.QuerySelectorAll("time")[1].GetAttribute("datetime")!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Inspect_BrokenToken_IsAnAlertAndListsTheCauseFirst()
    {
        var page = Inspect("\"" + TokenMint.Stranger.SignCompact("""{"alg":"RS256","jku":"x"}""", _mint.Claims("\"Email\":\"<b>jana@shop.example</b>\"")) + "\"");

        Assert.Contains("Invalid", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Problems", "Good to know", "Passed"], page.FindAll("ul").Select(list => list.GetAttribute("aria-label")));
        var wrong = page.FindAll("ul[aria-label=Problems] li");
        Assert.Equal(3, wrong.Count);
        Assert.StartsWith("Quotation marks are around the token", wrong[0].QuerySelector(".message")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("to email", wrong[2].QuerySelector(".remedy")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("<b>jana@shop.example</b>", page.FindAll("[role=region][aria-label=Claims] .value")[2].TextContent);
    }

    [Fact]
    public async Task Inspect_EveryBrokenToken_TellsTheFirstCauseFirst()
    {
        await DefineAsync(TokenMint.Former);
        await DefineAsync(TokenMint.InForce);
        var page = Open();
        foreach (var broken in BrokenToken.All)
        {
            _browser.Setup<EventIdentifiers>("readEvent", _ => true).SetResult(broken.Event ?? new EventIdentifiers(null, null, null));

            Submit(page, broken.Make(_mint));

            var first = page.Find("ul[aria-label=Problems] li");
            Assert.Contains(broken.Says, first.TextContent, StringComparison.Ordinal);
            Assert.Contains(first.QuerySelector(".message")!.TextContent, page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
            page.InOneTurn(() => page.Find("form").TriggerEvent("onreset", EventArgs.Empty));
            page.WaitForAssertion(() => Assert.Empty(page.FindAll(".result")));
        }
    }

    [Fact]
    public void Inspect_EventBesideTheToken_IsCompared()
    {
        var page = Open();
        _browser.Setup<EventIdentifiers>("readEvent", _ => true).SetResult(new EventIdentifiers(null, null, "c-18"));

        Submit(page, _mint.Good());

        Assert.Equal("Not for this event", page.Find("#verdict").TextContent);
        Assert.Contains("The token is for c-17, the event says c-18.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_NothingPasted_SaysSo()
    {
        var page = Inspect("");

        Assert.Contains("There is no token.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[role=region][aria-label=Claims]"));
    }

    [Fact]
    public void Inspect_FarTooMuch_IsLeftInTheBrowserAndSaid()
    {
        var page = Open();
        _browser.Setup<IJSStreamReference?>("read", _ => true).SetResult(new KeptText(new string('x', 100_000)));

        page.InOneTurn(() => page.Find("form").Submit());

        page.WaitForAssertion(() => Assert.StartsWith("This has 100,000 bytes", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Claims_ThatAreNoJson_AreShownAsTheyAre()
    {
        var page = Inspect(_mint.WithPayload("customId=c-17"));

        Assert.Equal("customId=c-17", page.Find("[role=region][aria-label=Claims] pre").TextContent);
    }

    [Fact]
    public void Clear_Pressed_LeavesNothingOnThePage()
    {
        var page = Open();
        Submit(page, _mint.Good());

        page.InOneTurn(() => page.Find("form").TriggerEvent("onreset", EventArgs.Empty));

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".result")));
        Assert.Equal("reset", page.FindAll("button").Single(button => button.TextContent.Trim() == "Clear").GetAttribute("type"));
        Submit(page, _mint.Good());
        Assert.Equal(["Passed"], page.FindAll("ul").Select(list => list.GetAttribute("aria-label")));
    }

    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Editor)]
    public async Task Page_AnyRole_MayInspect(string role)
    {
        await _console.SignInAsync(role);

        Assert.Equal("Valid", Inspect(_mint.Good()).Find("#verdict").TextContent);
    }

    [Fact]
    public void Token_InTheBox_IsBoundToNothing()
    {
        var page = Inspect(_mint.Good());

        var box = page.Find("textarea");
        Assert.Equal("", box.TextContent);
        Assert.DoesNotContain(box.Attributes, attribute => attribute.Name.StartsWith("blazor:on", StringComparison.Ordinal) || attribute.Name == "value");
        Assert.DoesNotContain("eyJ", _console.Navigation.Uri, StringComparison.Ordinal);
    }

    private async Task DefineAsync(SigningKey key)
    {
        var change = new PolicyChange { CertificateText = key.PublicPem, OverwriteCertificate = true };
        Assert.IsType<ApplyResult.Applied>(await _console.PolicyService.ApplyAsync(change, _console.Policies.Current.Version, "other@shop.example", rebase: true, CancellationToken.None));
    }

    private IRenderedComponent<TokenInspectorPage> Open()
    {
        var page = _console.Page.Render<TokenInspectorPage>();
        page.WaitForAssertion(() => Assert.False(page.Find("button[type=submit]").HasAttribute("disabled")));
        return page;
    }

    private IRenderedComponent<TokenInspectorPage> Inspect(string text)
    {
        var page = Open();
        Submit(page, text);
        return page;
    }

    private void Submit(IRenderedComponent<TokenInspectorPage> page, string text)
    {
        _browser.Setup<IJSStreamReference?>("read", _ => true).SetResult(new KeptText(text));
        page.InOneTurn(() => page.Find("form").Submit());
        page.WaitForElement("#verdict");
    }
}
