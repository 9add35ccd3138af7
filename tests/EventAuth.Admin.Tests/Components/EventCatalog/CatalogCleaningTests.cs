using AngleSharp.Dom;
using Bunit;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.EventCatalog;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using MudBlazor;

namespace EventAuth.Admin.Tests.Components.EventCatalog;

public sealed class CatalogCleaningTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;
    private IRenderedComponent<MudDialogProvider> _dialogs = null!;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync();
        await SeeAsync("found.one");
        await SeeAsync("found.two");
        await SeeAsync("other.name");
        _console.Page.Render<MudPopoverProvider>();
        _dialogs = _console.Page.Render<MudDialogProvider>();
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Select_ByRole_IsOfferedToEditorsForEveryEvent()
    {
        await _console.SignInAsync(Roles.Viewer);
        Assert.Empty(Open("").FindAll("input[type=checkbox]"));

        await _console.SignInAsync(Roles.Editor);
        Assert.Equal(["Select found.one", "Select found.two"], Boxes(Open("found.")));
        Assert.Equal(["Select form.submit"], Boxes(Open("form.submit")));
    }

    [Fact]
    public void Hide_EventsOfOtherSourcesSelectedToo_ChangesOnlyTheDiscoveredAndSaysSo()
    {
        var page = Open("form.submit");
        page.Tick("Select form.submit");
        page.WaitForAssertion(() => Assert.True(Button(page.FindAll("button"), "Hide").HasAttribute("disabled")));
        Assert.True(Button(page.FindAll("button"), "Delete").HasAttribute("disabled"));
        page.WaitForAssertion(() => Assert.Contains("Only discovered events can be hidden or deleted", Bar(page), StringComparison.Ordinal));

        Search(page, "found.");
        page.Tick("Select found.one");
        page.WaitForAssertion(() => Assert.Contains("change only the 1 discovered event", Bar(page), StringComparison.Ordinal));
        page.Press("Hide");

        page.WaitForAssertion(() => Assert.Equal(["Select found.two"], Boxes(page)));
        Assert.Equal(1, _console.Catalog.Count.Hidden);
    }

    [Fact]
    public void Hide_OneEvent_LeavesTheListUntilHiddenOnesAreShown()
    {
        var page = Open("found.");
        page.Tick("Select found.one");
        page.WaitForAssertion(() => Assert.Contains("1 event selected", Bar(page), StringComparison.Ordinal));

        page.Press("Hide");
        page.WaitForAssertion(() => Assert.Equal(["Select found.two"], Boxes(page)));

        page.InOneTurn(() => page.Find("[role=group] input").Change(true));
        page.WaitForAssertion(() => Assert.Equal(["Select found.one", "Select found.two"], Boxes(page)));
        Assert.Equal("Hidden", page.Find(".verdict.Attention").TextContent);

        page.Tick("Select found.one");
        page.Press("Show again");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".verdict.Attention")));
    }

    [Fact]
    public async Task Delete_AllThatWereFound_AsksAndDeletesNoOthers()
    {
        var page = Open("found.");
        page.Press("Select all discovered");
        page.Press("Delete");
        _dialogs.WaitForElement("[role=dialog]");
        Assert.Contains("2 events will be deleted", _dialogs.Markup, StringComparison.Ordinal);

        _dialogs.Press("Delete");

        page.WaitForAssertion(() => Assert.Equal("No event fits “found.”", page.Find(".empty-state h2").TextContent));
        Assert.NotNull(await _console.Catalog.FindAsync(EventName.Parse("other.name"), CancellationToken.None));
        Assert.Null(await _console.Catalog.FindAsync(EventName.Parse("found.one"), CancellationToken.None));
    }

    [Fact]
    public async Task Hide_RightLostMeanwhile_ChangesNothing()
    {
        var page = Open("found.");
        page.Tick("Select found.one");
        await _console.DemoteSilentlyAsync(Roles.Viewer);

        page.Press("Hide");

        page.WaitForAssertion(() => Assert.Contains("1 event selected", Bar(page), StringComparison.Ordinal));
        Assert.Equal(0, _console.Catalog.Count.Hidden);
    }

    private IRenderedComponent<EventCatalogPage> Open(string search)
    {
        var page = _console.Page.Render<EventCatalogPage>();
        page.WaitForElement("table");
        if (search.Length > 0)
        {
            Search(page, search);
        }

        return page;
    }

    private static void Search(IRenderedComponent<EventCatalogPage> page, string search)
    {
        page.InOneTurn(() => page.Find("input[type=search]").Input(search));
        page.WaitForAssertion(() => Assert.StartsWith(search, page.Find("tbody th code").TextContent, StringComparison.Ordinal));
    }

    private static string Bar(IRenderedComponent<EventCatalogPage> page) => page.Find("[role=group]").TextContent;

    private Task SeeAsync(string action) => _console.AppendAsync(new PlainEvent
    {
        Action = EventName.Parse(action),
        ClientUuid = "11111111-0000-4000-8000-000000000001",
        Time = DateTimeOffset.UnixEpoch,
        ReceivedAt = DateTimeOffset.UnixEpoch,
    });

    private static IEnumerable<string?> Boxes(IRenderedComponent<EventCatalogPage> page) =>
        page.FindAll("tbody input[type=checkbox]").Select(box => box.GetAttribute("aria-label"));

    private static IElement Button(IEnumerable<IElement> buttons, string name) => buttons.Single(button => button.TextContent.Trim() == name);
}
