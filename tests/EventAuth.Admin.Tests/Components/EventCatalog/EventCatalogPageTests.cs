using Bunit;
using EventAuth.Admin.Components.EventCatalog;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using MudBlazor;

namespace EventAuth.Admin.Tests.Components.EventCatalog;

public sealed class EventCatalogPageTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync();
        _console.Page.Render<MudPopoverProvider>();
    }

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

        page.InOneTurn(() => Button(page, "Next").Click());

        page.WaitForAssertion(() => Assert.Equal(48, page.FindAll("tbody tr").Count));
        Assert.NotEqual(first, page.Find("tbody code").TextContent);
        Assert.True(Button(page, "Next").HasAttribute("disabled"));
    }

    [Fact]
    public void Search_PartOfAnAction_ShowsOnlyWhatFits()
    {
        var page = Open();

        page.InOneTurn(() => page.Find("input[type=search]").Input("form.sub"));

        page.WaitForAssertion(() => Assert.Equal("form.submit", page.Find("tbody code").TextContent));
        Assert.Contains("of 98 events", page.Find(".count").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_NothingFits_SaysWhatToDoNextAndShowsHtmlAsText()
    {
        var page = Open();

        page.InOneTurn(() => page.Find("input[type=search]").Input("<b>nothing</b>"));

        page.WaitForAssertion(() => Assert.Equal("No event fits “<b>nothing</b>”", page.Find(".empty-state h2").TextContent));
        Assert.Empty(page.FindAll("table"));
        Assert.Contains("New event", page.Find(".empty-state p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Sort_TheSameHeadTwice_TurnsTheOrderRound()
    {
        var page = Open();

        SortBy(page, "Event");
        page.WaitForAssertion(() => Assert.Equal("ascending", page.Find("th[aria-sort]").GetAttribute("aria-sort")));
        var first = page.Find("tbody th").TextContent;

        SortBy(page, "Event");
        page.WaitForAssertion(() => Assert.Equal("descending", page.Find("th[aria-sort]").GetAttribute("aria-sort")));
        Assert.NotEqual(first, page.Find("tbody th").TextContent);
        Assert.EndsWith("?sort=displayName&direction=descending", _console.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_WithHtmlInItsWords_IsShownAsText()
    {
        await AddAsync("html.name", "<img src=x onerror=alert(1)>");
        var page = Open();

        page.InOneTurn(() => page.Find("input[type=search]").Input("html.name"));

        page.WaitForAssertion(() => Assert.StartsWith("<img src=x onerror=alert(1)>", page.Find("tbody th").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("tbody img"));
    }

    [Fact]
    public async Task Entry_PutOnAListByAnother_ShowsTheList()
    {
        var page = Open();
        page.InOneTurn(() => page.Find("input[type=search]").Input("page.visit"));
        page.WaitForAssertion(() => Assert.Equal("page.visit", page.Find("tbody code").TextContent));
        Assert.Empty(page.FindAll(".lists .verdict"));

        await _console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "page.visit");

        page.WaitForAssertion(() => Assert.Equal("Anonymous", page.Find(".lists .verdict").TextContent));
        Assert.Equal("Events without JWT allowed for anonymous customers", page.Find(".lists .verdict").GetAttribute("title"));
    }

    [Fact]
    public async Task Entry_AddedElsewhere_AppearsByItself()
    {
        var page = Open();

        await AddAsync("added.elsewhere", "Added elsewhere");

        page.WaitForAssertion(() => Assert.Equal("99 events", page.Find(".count").TextContent), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Page_SomeEventsWereSeen_BeginsWithTheMostRecentlyActiveThenGoesByName()
    {
        await SeeAsync("page.visit", hour: 1);
        await SeeAsync("client.login", hour: 2);

        var page = Open();

        var names = page.FindAll("tbody th code").Select(name => name.TextContent).Take(2);
        Assert.Equal(["client.login", "page.visit"], names);
        Assert.Equal("descending", page.Find("th[aria-sort]").GetAttribute("aria-sort"));
        var rest = page.FindAll("tbody th").Skip(2).Select(head => head.FirstChild!.TextContent).ToList();
        Assert.Equal(rest.Order(StringComparer.OrdinalIgnoreCase), rest);
    }

    [Fact]
    public async Task Address_WithEverything_ShowsThatPlace()
    {
        await SeeAsync("found.one", hour: 1);
        await SeeAsync("found.two", hour: 2);
        await _console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "found.one");
        await _console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "found.two");
        _console.Navigation.NavigateTo("/data-management/events?search=found&source=discovered&list=anonymousWithoutJwt&sort=displayName&direction=descending&page=7");

        var page = Open();

        Assert.Equal(["found.two", "found.one"], page.FindAll("tbody th code").Select(name => name.TextContent));
        Assert.Equal("found", page.Find("input[type=search]").GetAttribute("value"));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public void Address_WithNonsense_LeavesItOutAndSaysSo()
    {
        _console.Navigation.NavigateTo("/data-management/events?search=form.sub&source=x&sort=bestMatch&page=0");

        var page = Open();

        Assert.Equal("form.submit", page.Find("tbody code").TextContent);
        Assert.Contains("unknown value for “sort”, “source”, “page”", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Back_AfterASearch_ShowsWhatWasThereBeforeAlsoInTheField()
    {
        _console.Navigation.NavigateTo("/data-management/events");
        var page = Open();
        var before = _console.Navigation.Uri;
        page.InOneTurn(() => page.Find("input[type=search]").Input("form.sub"));
        page.WaitForAssertion(() => Assert.EndsWith("?search=form.sub", _console.Navigation.Uri, StringComparison.Ordinal));

        _console.Navigation.NavigateTo(before);

        page.WaitForAssertion(() => Assert.Equal("98 events", page.Find(".count").TextContent));
        Assert.Equal("", page.Find("input[type=search]").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task Filter_Chosen_ShowsThatPartAndStandsInTheAddress()
    {
        await SeeAsync("found.one", hour: 1);
        var page = Open();

        await ChooseAsync(page, "Source", "discovered");
        page.WaitForAssertion(() => Assert.Equal("found.one", page.Find("tbody code").TextContent));
        Assert.EndsWith("?source=discovered", _console.Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal("1 of 99 events", page.Find(".count").TextContent);

        await ChooseAsync(page, "Last seen", "day");
        page.WaitForAssertion(() => Assert.Equal("No event fits these filters", page.Find(".empty-state h2").TextContent));
        page.InOneTurn(() => Button(page, "Clear filters").Click());
        page.WaitForAssertion(() => Assert.Equal("99 events", page.Find(".count").TextContent));
    }

    [Fact]
    public async Task ListFilter_EventPutOnTheListByAnother_Appears()
    {
        _console.Navigation.NavigateTo("/data-management/events?list=anonymousWithoutJwt");
        var page = _console.Page.Render<EventCatalogPage>();
        page.WaitForElement(".empty-state h2");

        await _console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "page.visit");

        page.WaitForAssertion(() => Assert.Equal("page.visit", page.Find("tbody code").TextContent));
    }

    private IRenderedComponent<EventCatalogPage> Open()
    {
        var page = _console.Page.Render<EventCatalogPage>();
        page.WaitForElement("table");
        return page;
    }

    private async Task AddAsync(string action, string displayName) => Assert.True(await _console.Catalog.TryAddAsync(
        new EventDefinition(EventName.Parse(action), displayName, "", "", EventSource.Custom, LastSeenAt: null), CancellationToken.None));

    private Task SeeAsync(string action, int hour) => _console.AppendAsync(new PlainEvent
    {
        Action = EventName.Parse(action),
        ClientUuid = "11111111-0000-4000-8000-000000000001",
        Time = DateTimeOffset.UnixEpoch.AddHours(hour),
        ReceivedAt = DateTimeOffset.UnixEpoch.AddHours(hour),
    });

    private static Task ChooseAsync(IRenderedComponent<EventCatalogPage> page, string filter, string word)
    {
        var select = page.FindComponents<MudSelect<string>>().Single(select => select.Instance.Label == filter);
        return select.InvokeAsync(() => select.Instance.ValueChanged.InvokeAsync(word));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<EventCatalogPage> page, string name) =>
        page.FindAll("button").Single(button => button.TextContent.Trim() == name);

    private static void SortBy(IRenderedComponent<EventCatalogPage> page, string column) =>
        page.InOneTurn(() => page.FindAll("thead button").Single(button => button.TextContent.StartsWith(column, StringComparison.Ordinal)).Click());
}
