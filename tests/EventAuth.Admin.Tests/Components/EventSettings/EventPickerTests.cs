using Bunit;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Components.EventSettings;

public sealed class EventPickerTests
{
    private const EventListKind Kind = EventListKind.UpdateWithJwt;

    [Fact]
    public async Task Focus_EmptyField_OpensTheWholeCatalogue()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = OpenCard(console);

        tab.Page.InOneTurn(() => tab.Search.Click());

        tab.Page.WaitForAssertion(() => Assert.Equal("true", tab.Search.GetAttribute("aria-expanded")));
        Assert.Equal(tab.Page.Find("[role=listbox]").Id, tab.Search.GetAttribute("aria-controls"));
        Assert.Null(tab.Active);
        var count = console.Catalog.Count.Entries;
        Assert.Contains($"{count} of {count} events", tab.Page.Find(".foot").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Type_Text_ShowsMatchesWithTheMatchMarked()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = OpenCard(console);

        tab.Page.InOneTurn(() => tab.Search.Input("TRANSAC"));

        tab.Page.WaitForAssertion(() => Assert.Equal("transaction.cancel", tab.Active));
        Assert.Equal("transac", tab.Page.Find("[role=option] small mark").TextContent);
        Assert.Equal("Commerce", tab.Page.Find("[role=option] .category").TextContent);
        Assert.Contains("never seen", tab.Page.Find("[role=option] .seen").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_ArrowsAndEnter_PickWithoutAMouse()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = OpenCard(console);
        tab.Page.InOneTurn(() => tab.Search.Input("transac"));
        tab.Page.WaitForAssertion(() => Assert.Equal("transaction.cancel", tab.Active));

        tab.Press("ArrowDown");
        tab.Page.WaitForAssertion(() => Assert.Equal("transaction.charge", tab.Active));
        tab.Press("ArrowUp");
        tab.Press("Enter");
        tab.Page.WaitForAssertion(() => Assert.Equal(["transaction.cancel"], tab.Picked));
        Assert.False(tab.Add.HasAttribute("disabled"));
        tab.Press("ArrowDown");
        tab.Press("Enter");
        tab.Page.WaitForAssertion(() => Assert.Equal(["transaction.cancel", "transaction.charge"], tab.Picked));

        tab.Page.InOneTurn(() => tab.Add.Click());
        tab.Page.WaitForAssertion(() => Assert.Equal(["transaction.charge", "transaction.cancel", "form.submit"], tab.EventList));
        Assert.Empty(tab.Picked);
        Assert.Equal("false", tab.Search.GetAttribute("aria-expanded"));
    }

    [Fact]
    public async Task Keys_HomeEndAndPages_MoveThroughAll()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = OpenCard(console);
        tab.Press("ArrowDown");
        tab.Page.WaitForAssertion(() => Assert.Equal("true", tab.Search.GetAttribute("aria-expanded")));
        var all = await console.Catalog.SearchAsync(new CatalogQuery(), CancellationToken.None);

        Assert.Equal(all[^1].Action.Value, After("End"));
        Assert.Equal(all[0].Action.Value, After("Home"));
        Assert.Equal(all[6].Action.Value, After("PageDown"));
        Assert.Equal(all[0].Action.Value, After("PageUp"));

        // The page is also rendered for other reasons; the key is then handled after that.
        string? After(string key)
        {
            var before = tab.Active;
            tab.Press(key);
            tab.Page.WaitForAssertion(() => Assert.NotEqual(before, tab.Active));
            return tab.Active;
        }
    }

    [Fact]
    public async Task Escape_OpenSuggestions_ClosesThem()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = OpenCard(console);
        tab.Page.InOneTurn(() => tab.Search.Input("transac"));
        tab.Page.WaitForElement("[role=listbox]");

        tab.Press("Escape");

        tab.Page.WaitForAssertion(() => Assert.Empty(tab.Page.FindAll("[role=listbox]")));
        Assert.True(tab.IsOpen(Kind));
    }

    [Fact]
    public async Task Backspace_EmptyField_TakesTheLastPickBack()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = OpenCard(console);
        Pick(tab, "page.visit");
        Pick(tab, "session.start");

        tab.Press("Backspace");
        Assert.Equal(["page.visit", "session.start"], tab.Picked);
        tab.Page.InOneTurn(() => tab.Search.Input(""));
        tab.Press("Backspace");

        tab.Page.WaitForAssertion(() => Assert.Equal(["page.visit"], tab.Picked));
    }

    [Fact]
    public async Task Click_Option_PicksIt()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = OpenCard(console);
        tab.Page.InOneTurn(() => tab.Search.Input("page.visit"));
        tab.Page.WaitForAssertion(() => Assert.Equal("page.visit", tab.Active));

        tab.Page.InOneTurn(() => tab.Page.Find("[role=option]").Click());

        tab.Page.WaitForAssertion(() => Assert.Equal(["page.visit"], tab.Picked));
        Assert.Equal("true", tab.Page.Find("[role=option]").GetAttribute("aria-selected"));
    }

    [Fact]
    public async Task Click_ChipButton_TakesThePickBack()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = OpenCard(console);
        Pick(tab, "page.visit");

        tab.Click(Kind, "Unpick page.visit");

        tab.Page.WaitForAssertion(() => Assert.Empty(tab.Picked));
        Assert.True(tab.Add.HasAttribute("disabled"));
    }

    [Fact]
    public async Task Enter_EventOnTheList_IsShownAsSuchAndNotPicked()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = OpenCard(console);
        tab.Page.InOneTurn(() => tab.Search.Input("form.submit"));
        tab.Page.WaitForAssertion(() => Assert.Equal("form.submit", tab.Active));
        var option = tab.Page.Find("[role=option]");
        Assert.Equal("true", option.GetAttribute("aria-disabled"));
        Assert.Contains("on the list", option.TextContent, StringComparison.Ordinal);

        tab.Press("Enter");

        tab.Page.WaitForAssertion(() => Assert.Contains("is on the list already", tab.Page.Find(".picker [role=status]").TextContent, StringComparison.Ordinal));
        Assert.Empty(tab.Picked);
    }

    [Fact]
    public async Task Enter_NameUnknownToTheCatalogue_PicksItAsTyped()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = OpenCard(console);

        tab.AddEvent("my.very-own_event");

        Assert.Contains("not in the catalogue yet", tab.Card(Kind).QuerySelector("[role=listitem]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no such event!")]
    [InlineData("a.name.that.is.longer.than.32.char")]
    public async Task Type_TextThatIsNoName_OffersNothingAndSaysTheRule(string text)
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = OpenCard(console);

        tab.Page.InOneTurn(() => tab.Search.Input(text));

        tab.Page.WaitForAssertion(() => Assert.Contains(EventName.Rule, tab.Page.Find(".nothing").TextContent, StringComparison.Ordinal));
        Assert.Equal("false", tab.Search.GetAttribute("aria-expanded"));
        tab.Press("Enter");
        Assert.Empty(tab.Picked);
    }

    [Fact]
    public async Task Enter_RightAfterTyping_PicksWhatWasTyped()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = OpenCard(console);

        tab.Page.InOneTurn(() => tab.Search.Input("session"));
        tab.Page.InOneTurn(() => tab.Search.Input("session.end"));
        tab.Press("Enter");

        tab.Page.WaitForAssertion(() => Assert.Equal(["session.end"], tab.Picked));
    }

    private static SettingsTab OpenCard(ConsoleFixture console)
    {
        var tab = SettingsTab.Open(console);
        tab.Define(Kind);
        return tab;
    }

    private static void Pick(SettingsTab tab, string action)
    {
        tab.Page.InOneTurn(() => tab.Search.Input(action));
        tab.Page.WaitForAssertion(() => Assert.Equal(action, tab.Active));
        tab.Press("Enter");
        tab.Page.WaitForAssertion(() => Assert.Contains(action, tab.Picked));
    }
}
