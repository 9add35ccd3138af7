using Bunit;
using EventAuth.Admin.Components.Layout;
using EventAuth.Admin.Policies;
using EventAuth.Core.Policies;
using EventAuth.Storage.Damage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Components.Layout;

public sealed class MainLayoutTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync() => _console = await ConsoleFixture.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Version_SomebodyApplies_ShowsTheNewOne()
    {
        var layout = _console.Page.Render<MainLayout>();
        Assert.Contains("Version 1 in force", layout.Find(".version").TextContent, StringComparison.Ordinal);
        Assert.Equal("data-management/events/history", layout.Find(".version a").GetAttribute("href"));

        await _console.PutOnListAsync(EventListKind.UpdateWithJwt, "client.register");

        layout.WaitForAssertion(() => Assert.Contains("Version 2 in force", layout.Find(".version").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void AccountMenu_SignedIn_ShowsWhoAndSignsOutByPost()
    {
        var layout = _console.Page.Render<MainLayout>();

        layout.InOneTurn(() => layout.Find("header button[aria-label='Account: " + ConsoleFixture.Person + "']").Click());

        var menu = layout.WaitForElements("[role=menuitem]").ToDictionary(item => item.TextContent.Trim());
        Assert.Equal("account", menu["Your account"].GetAttribute("href"));
        Assert.Contains("Dark colours", menu.Keys);
        layout.Once("[role=menuitem]", item => item.Click(), item => item.TextContent.Trim() == "Sign out");
        Assert.Single(_console.Page.JSInterop.Invocations["eventAuthBrowser.signOut"]);
    }

    [Fact]
    public void AccountMenu_DarkChosen_TellsTheBrowser()
    {
        var layout = _console.Page.Render<MainLayout>();

        layout.InOneTurn(() => layout.Find("header button[aria-label^='Account']").Click());
        layout.Once("[role=menuitem]", item => item.Click(), item => item.TextContent.Trim() == "Dark colours");

        Assert.Equal(["dark"], Assert.Single(_console.Page.JSInterop.Invocations["eventAuthColours.set"]).Arguments);
    }

    [Fact]
    public void Menu_PressedThenEscape_OpensAndCloses()
    {
        var layout = _console.Page.Render<MainLayout>();
        var isOpen = layout.Find("button[aria-label=Menu]").GetAttribute("aria-expanded");

        layout.InOneTurn(() => layout.Find("button[aria-label=Menu]").Click());
        Assert.NotEqual(isOpen, layout.Find("button[aria-label=Menu]").GetAttribute("aria-expanded"));

        layout.InOneTurn(() => layout.Find(".shell").KeyDown("Escape"));
        Assert.Equal("false", layout.Find("button[aria-label=Menu]").GetAttribute("aria-expanded"));
        Assert.Contains("mud-drawer--closed", layout.Find("#rail").ClassList);
    }

    [Fact]
    public void Rail_OnAPageOfEvents_MarksItAsCurrent()
    {
        _console.Navigation.NavigateTo("data-management/events/js-sdk-event-settings");

        var layout = _console.Page.Render<MainLayout>();

        Assert.Equal(
            ["Overview", "Live", "Events", "Connect your site", "Profiles", "Explain", "Token inspector", "Access", "Audit trail"],
            layout.FindAll("#rail a").Select(link => link.TextContent.Trim()));
        Assert.Equal("Events", layout.Find("#rail a[aria-current=page]").TextContent.Trim());
    }

    [Fact]
    public void Tabs_OnTheSettings_MarkThatTabAlone()
    {
        _console.Navigation.NavigateTo("data-management/events/js-sdk-event-settings");

        var tabs = _console.Page.Render<EventsTabs>();

        Assert.Equal("JS SDK event settings", Assert.Single(tabs.FindAll("a[aria-current=page]")).TextContent);
    }

    [Fact]
    public void Page_Fails_SaysSoAndCanBeTriedAgain()
    {
        var fails = true;
        RenderFragment page = builder =>
        {
            builder.OpenComponent<Fragile>(0);
            builder.AddAttribute(1, nameof(Fragile.Fails), (Func<bool>)(() => fails));
            builder.CloseComponent();
        };
        var layout = _console.Page.Render<MainLayout>(set => set.Add(main => main.Body, page));
        Assert.Contains("This page could not be shown", layout.Find("main .page-content[role=alert]").TextContent, StringComparison.Ordinal);

        fails = false;
        layout.InOneTurn(() => layout.FindAll("main button").Single(button => button.TextContent.Contains("Try again", StringComparison.Ordinal)).Click());

        Assert.Equal("it works", layout.Find("main p").TextContent);
    }

    [Fact]
    public void Page_NewestPolicyUnreadable_SaysSoUntilItIsReadable()
    {
        var following = _console.Page.Services.GetRequiredService<PolicyFollowing>();
        var layout = _console.Page.Render<MainLayout>();
        Assert.DoesNotContain("not in force", layout.Markup, StringComparison.Ordinal);

        following.Report("A policy newer than version 1 cannot be read. Version 1 stays in force.");
        layout.WaitForAssertion(() => Assert.Contains("Version 1 stays in force", layout.Find("main [role=alert]").TextContent, StringComparison.Ordinal));

        following.Report(null);
        layout.WaitForAssertion(() => Assert.DoesNotContain("not in force", layout.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Page_RowsAreDamaged_SaysHowManyOfWhichTables()
    {
        var damaged = _console.Page.Services.GetRequiredService<DamagedRows>();
        var layout = _console.Page.Render<MainLayout>();
        Assert.DoesNotContain("damaged", layout.Markup, StringComparison.Ordinal);

        damaged.Add("Events", "7");
        damaged.Add("Events", "7");
        damaged.Add("Catalog", "a.b");

        layout.WaitForAssertion(() => Assert.Contains("Catalog 1, Events 1", layout.Find("main").TextContent, StringComparison.Ordinal));
    }

    private sealed class Fragile : ComponentBase
    {
        [Parameter]
        public Func<bool> Fails { get; set; } = default!;

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            if (Fails())
            {
                throw new InvalidOperationException("A page that breaks while it is drawn.");
            }

            builder.AddMarkupContent(0, "<p>it works</p>");
        }
    }
}
