using Bunit;
using EventAuth.Admin.Components.Layout;
using EventAuth.Admin.Hosting.Policies;
using EventAuth.Core.Policies;
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
    public async Task Pill_SomebodyApplies_ShowsTheNewVersion()
    {
        var layout = _console.Page.Render<MainLayout>();
        Assert.Contains("Policy 1 in force", layout.Find(".pill").TextContent, StringComparison.Ordinal);

        await _console.PutOnListAsync(EventListKind.UpdateWithJwt, "client.register");

        layout.WaitForAssertion(() => Assert.Contains("Policy 2 in force", layout.Find(".pill").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void TopBar_SignedIn_ShowsWhoAndSignsOutByPost()
    {
        var layout = _console.Page.Render<MainLayout>();

        Assert.Contains(ConsoleFixture.Person, layout.Find("header").TextContent, StringComparison.Ordinal);
        var button = layout.FindAll("header button").Single(found => found.TextContent == "Sign out");
        Assert.Equal("submit", button.GetAttribute("type"));
        Assert.Equal("sign-out", button.GetAttribute("form"));
    }

    [Fact]
    public void Menu_PressedThenEscape_OpensAndCloses()
    {
        var layout = _console.Page.Render<MainLayout>();

        layout.Find("button[aria-label=Menu]").Click();
        Assert.Equal("true", layout.Find("button[aria-label=Menu]").GetAttribute("aria-expanded"));
        Assert.Contains("open", layout.Find("#rail").ClassList);

        layout.Find(".shell").KeyDown("Escape");
        Assert.Equal("false", layout.Find("button[aria-label=Menu]").GetAttribute("aria-expanded"));
        Assert.DoesNotContain("open", layout.Find("#rail").ClassList);
    }

    [Fact]
    public void Rail_OnAPageOfEvents_MarksItAsCurrent()
    {
        _console.Navigation.NavigateTo("data-management/events/js-sdk-event-settings");

        var layout = _console.Page.Render<MainLayout>();

        Assert.Equal(["Overview", "Live", "Events", "Profiles", "Explain", "Token inspector", "Access", "Audit trail"], layout.FindAll("#rail a").Select(link => link.TextContent));
        Assert.Equal("Events", layout.Find("#rail a[aria-current=page]").TextContent);
    }

    [Fact]
    public void Tabs_OnTheSettings_MarkThatTabAlone()
    {
        _console.Navigation.NavigateTo("data-management/events/js-sdk-event-settings");

        var header = _console.Page.Render<EventsHeader>();

        Assert.Equal("Events", header.Find("h1").TextContent);
        Assert.Equal("JS SDK event settings", Assert.Single(header.FindAll("a[aria-current=page]")).TextContent);
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
        Assert.Contains("This page could not be shown", layout.Find(".card[role=alert]").TextContent, StringComparison.Ordinal);

        fails = false;
        layout.FindAll("main button").Single(button => button.TextContent.Contains("Try again", StringComparison.Ordinal)).Click();

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
