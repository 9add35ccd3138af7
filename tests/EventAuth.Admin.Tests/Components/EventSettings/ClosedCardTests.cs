using Bunit;
using EventAuth.Admin.Texts;
using EventAuth.Core.Administration;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Components.EventSettings;

public sealed class ClosedCardTests
{
    [Fact]
    public async Task Page_NewInstallation_ShowsWhatTheListsMeanAndWarnsOfNothing()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);

        Assert.Equal("Not set", tab.Badge(EventListKind.AnonymousWithoutJwt));
        Assert.Equal("every event is accepted from anonymous customers", tab.Card(EventListKind.AnonymousWithoutJwt).QuerySelector("strong")!.TextContent);
        Assert.Equal("Set", tab.Badge(EventListKind.UpdateWithoutJwt));
        Assert.Equal("Set", tab.Badge(EventListKind.UpdateWithJwt));
        Assert.Contains("this event is always rejected now", tab.Card(EventListKind.UpdateWithJwt).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_EventAddedToTheListsOfANewInstallation_ShowsWhatNeedsAttention()
    {
        await using var console = await ConsoleFixture.StartAsync();
        await console.PutOnListAsync(EventListKind.UpdateWithJwt, "client.login");
        var tab = SettingsTab.Open(console);

        Assert.Equal("Needs attention", tab.Badge(EventListKind.UpdateWithoutJwt));
        Assert.Contains("also on the list with JWT below", tab.Card(EventListKind.UpdateWithoutJwt).TextContent, StringComparison.Ordinal);
        Assert.Equal("Needs attention", tab.Badge(EventListKind.UpdateWithJwt));
        Assert.Contains("these 2 events are all rejected now", tab.Card(EventListKind.UpdateWithJwt).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Card_FilledListThatIsFine_IsGreen()
    {
        await using var console = await ConsoleFixture.StartAsync();
        await console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "page.visit");
        var tab = SettingsTab.Open(console);

        Assert.Equal("Set", tab.Badge(EventListKind.AnonymousWithoutJwt));
    }

    [Fact]
    public async Task Card_LongList_ShowsTheFirstEventsAndHowManyMore()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var names = Enumerable.Range(10, 20).Select(i => $"event.{i}").Append("page.visit");
        var change = PolicyChange.OfList(EventListKind.AnonymousWithoutJwt, names);
        await console.PolicyService.ApplyAsync(change, 1, ConsoleFixture.Person, rebase: true, CancellationToken.None);
        var tab = SettingsTab.Open(console);

        var chips = tab.Card(EventListKind.AnonymousWithoutJwt).QuerySelectorAll(".mud-chip").Select(chip => chip.TextContent.Trim());

        Assert.Equal([.. Enumerable.Range(10, 8).Select(i => $"event.{i}"), "and 13 more"], chips);
    }

    [Fact]
    public async Task Card_PolicyChangedBySomebodyElse_ShowsItAtOnce()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);

        await console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "page.visit");

        tab.Page.WaitForAssertion(() => Assert.Equal("Set", tab.Badge(EventListKind.AnonymousWithoutJwt)));
        Assert.Contains("only this event", tab.Card(EventListKind.AnonymousWithoutJwt).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cards_EachList_AreRegionsNamedByTheirHeadings()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);

        Assert.All(EventPolicy.Kinds, kind =>
        {
            var card = tab.Card(kind);
            Assert.Equal(kind.ToTitle(), tab.Page.Find("#" + card.GetAttribute("aria-labelledby")).TextContent);
        });
    }
}
