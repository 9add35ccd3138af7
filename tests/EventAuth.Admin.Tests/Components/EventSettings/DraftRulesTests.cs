using AngleSharp.Dom;
using Bunit;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Components.EventSettings;

/// <summary>The strip below the editor: what the draft would decide differently.</summary>
public sealed class DraftRulesTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync() => _console = await ConsoleFixture.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Strip_NothingChanged_SaysSoAndShowsNoTable()
    {
        var tab = SettingsTab.Open(_console);

        tab.Define(EventListKind.UpdateWithJwt);

        Assert.Contains("Nothing would change.", Strip(tab).TextContent, StringComparison.Ordinal);
        Assert.Empty(Strip(tab).QuerySelectorAll("tr"));
    }

    [Fact]
    public void Strip_FirstAnonymousEvent_ShowsThatEveryOtherEventIsRejected()
    {
        var tab = SettingsTab.Open(_console);
        tab.Define(EventListKind.AnonymousWithoutJwt);

        tab.AddEvent("page.visit");

        tab.Page.WaitForAssertion(() => Assert.Equal(["Every other event"], Heads(tab)));
        var cell = Strip(tab).QuerySelector("tbody td")!;
        Assert.Contains("Rejected", cell.TextContent, StringComparison.Ordinal);
        Assert.Contains("Not allowed for anonymous", cell.TextContent, StringComparison.Ordinal);
        Assert.Contains("now: accepted, no data change", cell.TextContent, StringComparison.Ordinal);
        Assert.Single(Strip(tab).QuerySelectorAll("td.differs"));
    }

    [Fact]
    public void Strip_EventsAddedAndTakenBack_FollowsTheDraft()
    {
        var tab = SettingsTab.Open(_console);
        tab.Define(EventListKind.UpdateWithJwt);

        tab.AddEvent("cart.status");
        tab.AddEvent("page.visit");
        tab.Page.WaitForAssertion(() => Assert.Equal(["cart.status page.visit"], Heads(tab)));
        tab.Click(EventListKind.UpdateWithJwt, "Remove page.visit");

        tab.Page.WaitForAssertion(() => Assert.Equal(["cart.status"], Heads(tab)));
        Assert.Contains("1 event would change.", Strip(tab).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Strip_WithoutTheFilter_ShowsAllListedEventsAndEveryOther()
    {
        var tab = SettingsTab.Open(_console);
        tab.Define(EventListKind.UpdateWithJwt);
        tab.AddEvent("cart.status");

        tab.Page.InOneTurn(() => Strip(tab).QuerySelector("input[type=checkbox]")!.Change(false));

        tab.Page.WaitForAssertion(() => Assert.Equal(["Every other event", "cart.status", "client.login", "form.submit"], Heads(tab)));
    }

    [Fact]
    public async Task Strip_SomebodyElseAppliesMeanwhile_ComparesWithWhatIsInForceThen()
    {
        var tab = SettingsTab.Open(_console);
        tab.Define(EventListKind.AnonymousWithoutJwt);
        tab.AddEvent("page.visit");

        await _console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "cart.add");

        tab.Page.WaitForAssertion(() => Assert.Equal(["cart.add", "page.visit"], Heads(tab).Order(StringComparer.Ordinal)));
    }

    private static IElement Strip(SettingsTab tab) => tab.Region("Effective rules of this draft");

    private static List<string> Heads(SettingsTab tab) =>
        [.. Strip(tab).QuerySelectorAll("tbody th").Select(head => string.Join(' ', head.QuerySelectorAll("code, .title").Select(name => name.TextContent)))];
}
