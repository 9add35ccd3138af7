using System.Text.Json;
using Bunit;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.Connect;
using EventAuth.Admin.Listeners;
using EventAuth.Admin.Settings;
using EventAuth.Admin.Snippets;
using EventAuth.Admin.TestSite;
using EventAuth.Core.Administration;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Ingest;
using EventAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace EventAuth.Admin.Tests.Components.Connect;

public sealed class ConnectPageTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;
    private BunitJSModuleInterop _browser = null!;

    public Task InitializeAsync() => StartAsync("https://events.shop.example");

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Page_Opened_HasFourRegions()
    {
        var page = Open();

        Assert.Equal(
            ["Add the script", "Sign tokens in your backend", "Send a test event"],
            page.FindAll("[role=region] h2").Take(3).Select(heading => heading.TextContent.Trim()));
        Assert.StartsWith("Checklist", page.FindAll("[role=region] h2")[3].TextContent, StringComparison.Ordinal);
        Assert.Equal(4, page.FindAll("[role=region]").Count);
    }

    [Fact]
    public void Script_AddressInTheSettings_IsShownAndNamed()
    {
        var page = Open();

        Assert.StartsWith("<script src=\"https://events.shop.example/sdk/eventauth.js?v=", page.Find("figure code").TextContent, StringComparison.Ordinal);
        Assert.Contains("is the one of the setting Listeners:IngestPublicAddress", page.Find("[role=region]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_NoAddress_SaysThatNothingIsReceived()
    {
        await _console.DisposeAsync();
        await StartAsync(address: null);

        var page = Open();

        Assert.Contains("This program does not receive events", page.Find("[role=region]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#test-action"));
    }

    [Fact]
    public void Languages_EachTab_ShowsItsProgram()
    {
        var page = Open();

        Assert.Equal(["C#", "Node.js", "Python", "PHP", "Java", "Go"], page.FindAll("[role=tab]").Select(tab => tab.TextContent.Trim()));
        page.InOneTurn(() => page.FindAll("[role=tab]")[4].Click());

        page.WaitForAssertion(() => Assert.Contains("public class SignToken", page.Find("[role=tabpanel] figure code").TextContent, StringComparison.Ordinal));
        Assert.Contains("private.der", page.Find("[role=tabpanel]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_Defined_ItsMissingIsNotSaidAnyMore()
    {
        var page = Open();
        Assert.Contains("No certificate is defined yet", page.Markup, StringComparison.Ordinal);

        await _console.PolicyService.ApplyAsync(
            new PolicyChange { CertificateText = SigningKey.Shared.PublicPem }, 1, "other@shop.example", rebase: true, CancellationToken.None);

        page.WaitForAssertion(() => Assert.DoesNotContain("No certificate is defined yet", page.Markup, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Editor)]
    public async Task Page_AnyRole_MaySendATest(string role)
    {
        await _console.SignInAsync(role);

        var page = Send(new TestAnswer("unreachable", null, null, null, HadToken: false));

        page.WaitForAssertion(() => Assert.Contains("could not send to https://events.shop.example", Verdict(page), StringComparison.Ordinal));
        Assert.Contains("Open the address in a new tab", Verdict(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_Accepted_IsExplainedByItsRecord()
    {
        var page = Open();
        _browser.Setup<TestAnswer>("send", _ => true).SetResult(new TestAnswer("accepted", 202, null, null, HadToken: false));
        page.Press("Send");
        page.WaitForAssertion(() => Assert.Contains("page.visit was accepted", Verdict(page), StringComparison.Ordinal));

        await VisitAsync();
        await VisitAsync(JsonSerializer.SerializeToElement(_browser.Invocations["send"].Single().Arguments[2]).GetProperty("uuid").GetString()!);

        page.WaitForAssertion(() => Assert.Equal("explain?decision=2", page.Find("#test-verdict a").GetAttribute("href")));
        Assert.Contains("because the list", Verdict(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Test_RejectedAndNotRecorded_IsExplainedAsImagined()
    {
        var page = Send(new TestAnswer("refused", 401, DecisionReason.TokenExpired.ToCode(), null, HadToken: true));

        page.WaitForAssertion(() => Assert.Contains("was rejected because its token has expired", Verdict(page), StringComparison.Ordinal));
        page.WaitForAssertion(() =>
            Assert.Equal("explain?action=page.visit&customer=anonymous&token=expired", page.Find("#test-verdict a").GetAttribute("href")));
    }

    [Fact]
    public void Test_NameOfNoEvent_IsNotSent()
    {
        var page = Open();

        page.InOneTurn(() => page.Find("#test-action").Input("no name"));
        page.Press("Send");

        page.WaitForAssertion(() => Assert.Contains("Enter the name of an event", page.Find("form [role=alert]").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(_browser.Invocations, call => call.Identifier == "send");
    }

    [Fact]
    public void Event_FocusedAndTyped_SuggestsAllEventsThenThoseThatMatch()
    {
        var menus = _console.Page.Render<MudPopoverProvider>();
        var page = Open();

        page.InOneTurn(() => page.Find("#test-action").Focus());
        menus.WaitForAssertion(() => Assert.InRange(menus.FindAll(".mud-list-item").Count, 11, 100));

        page.InOneTurn(() => page.Find("#test-action").Input("page.v"));
        menus.WaitForAssertion(() => Assert.Equal(["page.visit"], menus.FindAll(".mud-list-item").Select(item => item.TextContent.Trim())));
    }

    [Fact]
    public void Event_EnterOnASuggestion_TakesItAndSendsNothing()
    {
        var menus = _console.Page.Render<MudPopoverProvider>();
        var page = Open();
        page.WaitForAssertion(() => Assert.False(page.Find("form button[type=submit]").HasAttribute("disabled")));
        page.InOneTurn(() => page.Find("#test-action").Input("cart"));
        menus.WaitForAssertion(() => Assert.True(menus.FindAll(".mud-list-item").Count > 1));
        var second = menus.FindAll(".mud-list-item")[1].TextContent.Trim();

        page.InOneTurn(() => page.Find("#test-action").KeyDown("ArrowDown"));
        page.InOneTurn(() => page.Find("#test-action").KeyDown("Enter"));
        page.InOneTurn(() => page.Find("form").Submit());
        page.InOneTurn(() => page.Find("#test-action").KeyUp("Enter"));

        page.WaitForAssertion(() => Assert.Equal(second, page.Find("#test-action").GetAttribute("value")));
        Assert.DoesNotContain(_browser.Invocations, call => call.Identifier == "send");
    }

    [Fact]
    public void Certificate_Link_OpensItsDialog() => Assert.Equal(
        "/data-management/events/js-sdk-event-settings?define=certificate#certificate", Open().Find("#sign-tokens a").GetAttribute("href"));

    [Fact]
    public void Token_InItsBox_IsBoundToNothing()
    {
        var box = Open().Find("#test-token");

        Assert.DoesNotContain(box.Attributes, attribute => attribute.Name.StartsWith("blazor:on", StringComparison.Ordinal) || attribute.Name == "value");
    }

    [Fact]
    public async Task Page_ProofRequired_HasTheThumbprintAndTestsWithoutAToken()
    {
        await _console.DisposeAsync();
        await StartAsync("https://events.shop.example", new ProofRules());

        var page = Send(new TestAnswer("accepted", 202, null, null, HadToken: false));

        page.WaitForAssertion(() => Assert.Contains("page.visit was accepted", Verdict(page), StringComparison.Ordinal));
        Assert.Empty(page.FindAll("#test-token"));
        Assert.Null(_browser.Invocations["send"].Single().Arguments[0]);
        var regions = page.FindAll("[role=region]");
        Assert.Contains("proofOfPossession: true", regions[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("This installation also checks cnf;", regions[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("the page gets it from SR.jwt.getThumbprint(), or", Words(regions[1].TextContent), StringComparison.Ordinal);
        var command = regions[1].QuerySelector(".copy-text code")!.TextContent;
        Assert.EndsWith(" c-17 ada@shop.example THUMBPRINT", command, StringComparison.Ordinal);
        Assert.Contains("this test is sent without a token", regions[2].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_NoProofRequired_SaysNothingOfIt()
    {
        var page = Open();

        Assert.DoesNotContain("thumbprint", page.Markup, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("cnf", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checklist_EventCame_TicksItself()
    {
        var page = Open();
        page.WaitForAssertion(() => Assert.Contains("0 of 3", page.Markup, StringComparison.Ordinal));

        await VisitAsync();

        page.WaitForAssertion(() => Assert.Contains("1 of 3", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Done", page.FindAll("ol.steps li")[0].TextContent, StringComparison.Ordinal);
    }

    private async Task StartAsync(string? address, ProofRules? proof = null)
    {
        var settings = new ListenerSettings(null, null, []) { IngestPublicAddress = address is null ? null : PublicAddress.TryParse(address) };
        _console = await ConsoleFixture.StartAsync(services => services
            .AddSingleton(new IngestAddresses(settings, new BoundListeners(settings)))
            .AddSingleton(new TestSiteOrigins(new IngestOptions()))
            .AddSingleton(TokenClaims.For(new TokenRules { Proof = proof })));
        _browser = _console.Page.JSInterop.SetupModule("./test-event.js");
        _browser.Mode = JSRuntimeMode.Loose;
    }

    private Task VisitAsync(string uuid = "5f0c1a2b-0000-4000-8000-00000000000a")
    {
        var now = TimeProvider.System.GetUtcNow();
        return _console.AppendAsync(new PlainEvent
        {
            Action = EventName.Parse("page.visit"),
            ClientUuid = uuid,
            Time = now,
            ReceivedAt = now,
        });
    }

    private IRenderedComponent<ConnectPage> Open() => _console.Page.Render<ConnectPage>();

    private IRenderedComponent<ConnectPage> Send(TestAnswer answer)
    {
        _browser.Setup<TestAnswer>("send", _ => true).SetResult(answer);
        var page = Open();
        page.Press("Send");
        return page;
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Verdict(IRenderedComponent<ConnectPage> page) => page.Find("#test-verdict").TextContent;
}
