using Bunit;
using EventAuth.Admin.Components.EventCatalog;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Components.EventCatalog;

public sealed class EventCatalogPageTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync() => _console = await ConsoleFixture.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Page_NewInstallation_ShowsTheStandardEventsAPageAtATime()
    {
        var page = Open();

        Assert.Equal(CatalogView.PageSize, page.FindAll("tbody tr").Count);
        Assert.Equal("98 events", page.Find(".count").TextContent);
        Assert.Contains("1–50 of 98", page.Find("nav[aria-label='Pages of the catalogue']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_OnTheFirstPage_ShowsTheRest()
    {
        var page = Open();
        var first = page.Find("tbody code").TextContent;

        Button(page, "Next").Click();

        Assert.Equal(48, page.FindAll("tbody tr").Count);
        Assert.NotEqual(first, page.Find("tbody code").TextContent);
        Assert.True(Button(page, "Next").HasAttribute("disabled"));
    }

    [Fact]
    public void Search_PartOfAnAction_ShowsOnlyWhatFits()
    {
        var page = Open();

        page.Find("input[type=search]").Input("form.sub");

        page.WaitForAssertion(() => Assert.Equal("form.submit", page.Find("tbody code").TextContent));
        Assert.Contains("of 98 events", page.Find(".count").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_NothingFits_SaysWhatToDoNextAndShowsHtmlAsText()
    {
        var page = Open();

        page.Find("input[type=search]").Input("<b>nothing</b>");

        page.WaitForAssertion(() => Assert.Equal("No event fits “<b>nothing</b>”", page.Find(".empty h2").TextContent));
        Assert.Empty(page.FindAll("table"));
        Assert.Contains("New event", page.Find(".empty p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Sort_TheSameHeadTwice_TurnsTheOrderRound()
    {
        var page = Open();

        SortBy(page, "Event");
        Assert.Equal("ascending", page.Find("th[aria-sort]").GetAttribute("aria-sort"));
        var first = page.Find("tbody th").TextContent;

        SortBy(page, "Event");
        Assert.Equal("descending", page.Find("th[aria-sort]").GetAttribute("aria-sort"));
        Assert.NotEqual(first, page.Find("tbody th").TextContent);
    }

    [Fact]
    public async Task Entry_WithHtmlInItsWords_IsShownAsText()
    {
        await AddAsync("html.name", "<img src=x onerror=alert(1)>");
        var page = Open();

        page.Find("input[type=search]").Input("html.name");

        page.WaitForAssertion(() => Assert.StartsWith("<img src=x onerror=alert(1)>", page.Find("tbody th").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("tbody img"));
    }

    [Fact]
    public async Task Entry_PutOnAListByAnother_ShowsTheList()
    {
        var page = Open();
        page.Find("input[type=search]").Input("page.visit");
        page.WaitForAssertion(() => Assert.Equal("page.visit", page.Find("tbody code").TextContent));
        Assert.Empty(page.FindAll("tbody .list"));

        await _console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "page.visit");

        page.WaitForAssertion(() => Assert.Equal("Anonymous", page.Find("tbody .list").TextContent));
        Assert.Equal("Events without JWT allowed for anonymous customers", page.Find("tbody .list").GetAttribute("title"));
    }

    [Fact]
    public async Task Entry_AddedElsewhere_AppearsByItself()
    {
        var page = Open();

        await AddAsync("added.elsewhere", "Added elsewhere");

        page.WaitForAssertion(() => Assert.Equal("99 events", page.Find(".count").TextContent), TimeSpan.FromSeconds(10));
    }

    private IRenderedComponent<EventCatalogPage> Open()
    {
        var page = _console.Page.Render<EventCatalogPage>();
        page.WaitForElement("table");
        return page;
    }

    private async Task AddAsync(string action, string displayName) => Assert.True(await _console.Catalog.TryAddAsync(
        new EventDefinition(EventName.Parse(action), displayName, "", "", EventSource.Custom, LastSeenAt: null), CancellationToken.None));

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<EventCatalogPage> page, string name) =>
        page.FindAll("button").Single(button => button.TextContent.Trim() == name);

    private static void SortBy(IRenderedComponent<EventCatalogPage> page, string column) =>
        page.FindAll("thead button").Single(button => button.TextContent.StartsWith(column, StringComparison.Ordinal)).Click();
}
