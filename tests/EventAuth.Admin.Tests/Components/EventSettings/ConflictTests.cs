using Bunit;
using EventAuth.Admin.Explanations;
using EventAuth.Admin.Texts;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Components.EventSettings;

public sealed class ConflictTests
{
    private const EventListKind Kind = EventListKind.UpdateWithJwt;

    [Fact]
    public async Task Apply_SameListChangedByAnother_ShowsWhoAndWhatAndSavesNothing()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = await OpenInConflictAsync(console);

        Assert.Contains("other@shop.example", tab.Alert, StringComparison.Ordinal);
        Assert.Contains("Version 2", tab.Alert, StringComparison.Ordinal);
        Assert.Contains("cart.theirs", tab.Alert, StringComparison.Ordinal);
        Assert.Equal(3, console.Policies.Current.Version);
    }

    [Theory]
    [InlineData("Keep mine", new[] { "cart.mine", "form.submit" })]
    [InlineData("Merge both", new[] { "cart.mine", "cart.theirs", "form.submit" })]
    public async Task Apply_AfterADecision_SavesTheDecidedList(string decision, string[] expected)
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = await OpenInConflictAsync(console);

        tab.Click(Kind, decision);
        tab.Page.WaitForAssertion(() => Assert.Equal(expected, tab.EventList.Order(StringComparer.Ordinal)));
        Assert.Equal(3, console.Policies.Current.Version);
        tab.Apply(Kind);

        tab.WaitUntilClosed(Kind);
        Assert.Equal(4, console.Policies.Current.Version);
        Assert.Equal(expected, console.Policies.Current.Revision.Policy[Kind].Select(name => name.Value));
    }

    [Fact]
    public async Task DiscardMine_Conflict_LeavesTheirs()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = await OpenInConflictAsync(console);

        tab.Click(Kind, "Discard mine");

        tab.WaitUntilClosed(Kind);
        Assert.Equal(3, console.Policies.Current.Version);
        Assert.Contains("cart.theirs", tab.Card(Kind).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_AnotherListChangedByAnother_PutsTheChangeOnTop()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        tab.Define(Kind);
        tab.AddEvent("cart.mine");
        await console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "page.visit");

        tab.Apply(Kind);

        tab.WaitUntilClosed(Kind);
        var policy = console.Policies.Current.Revision.Policy;
        Assert.Equal(EventLists.UpdateWithJwt, policy.ListsOf(EventName.Parse("cart.mine")));
        Assert.Equal(EventLists.AnonymousWithoutJwt, policy.ListsOf(EventName.Parse("page.visit")));
    }

    // Somebody changes the same list, and then another one, so that the newest version is not the one to report.
    [Theory]
    [InlineData("Keep mine")]
    [InlineData("Merge both")]
    public async Task Apply_MoveFromAListChangedByAnother_ShowsItAndKeepsTheirChange(string decision)
    {
        await using var console = await ConsoleFixture.StartAsync();
        console.Navigation.NavigateTo(SettingsAddress.OfMove(EventListKind.UpdateWithoutJwt, Kind, EventName.Parse("client.login")));
        var tab = SettingsTab.Open(console, restored: Kind);
        await console.PutOnListAsync(EventListKind.UpdateWithoutJwt, "cart.theirs");
        tab.Apply(Kind);
        tab.Page.WaitForAssertion(() => Assert.Contains("cart.theirs", tab.Alert, StringComparison.Ordinal));
        Assert.Contains($"Added to “{EventListKind.UpdateWithoutJwt.ToTitle()}”", tab.Alert, StringComparison.Ordinal);
        Assert.Equal(2, console.Policies.Current.Version);

        tab.Click(Kind, decision);
        tab.Page.WaitForAssertion(() => Assert.Contains("based on Version 2", tab.Card(Kind).TextContent, StringComparison.Ordinal));
        tab.Apply(Kind);

        tab.WaitUntilClosed(Kind);
        var policy = console.Policies.Current.Revision.Policy;
        Assert.Equal(["client.login", "form.submit"], policy[Kind].Select(name => name.Value));
        Assert.Equal(["cart.theirs", "form.submit"], policy[EventListKind.UpdateWithoutJwt].Select(name => name.Value));
    }

    private static async Task<SettingsTab> OpenInConflictAsync(ConsoleFixture console)
    {
        var tab = SettingsTab.Open(console);
        tab.Define(Kind);
        tab.AddEvent("cart.mine");
        await console.PutOnListAsync(Kind, "cart.theirs");
        await console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "page.visit");
        tab.Apply(Kind);
        tab.Page.WaitForElement("[role=alert]");
        return tab;
    }
}
