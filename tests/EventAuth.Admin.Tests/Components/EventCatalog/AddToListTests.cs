using AngleSharp.Dom;
using Bunit;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.EventCatalog;
using EventAuth.Admin.Components.Kit;
using EventAuth.Core.Policies;
using MudBlazor;

namespace EventAuth.Admin.Tests.Components.EventCatalog;

public sealed class AddToListTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;
    private IRenderedComponent<MudDialogProvider> _dialogs = null!;
    private IRenderedComponent<SnackbarHost> _messages = null!;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync();
        _console.Page.Render<MudPopoverProvider>();
        _dialogs = _console.Page.Render<MudDialogProvider>();
        _messages = _console.Page.Render<SnackbarHost>();
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Add_SeveralEventsWhileAnotherPersonChangesTheList_IsOneVersionWithAllOfThem()
    {
        var page = Select("client.register", "page.visit");
        page.Press("Add to list");
        var add = Button(_dialogs.WaitForElement("[role=dialog]"), "Add");
        Assert.True(add.HasAttribute("disabled"));
        Choose(EventListKind.AnonymousWithoutJwt);
        Assert.Contains("is empty now and limits nothing", _dialogs.Find("fieldset .mud-alert").TextContent, StringComparison.Ordinal);
        await _console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "client.login");
        var version = _console.Policies.Current.Revision.Version;

        _dialogs.Press("Add");

        _messages.WaitForAssertion(() => Assert.Contains($"2 events added to the list. Version {version + 1} is in force.", _messages.Markup, StringComparison.Ordinal));
        var list = _console.Policies.Current.Revision.Policy[EventListKind.AnonymousWithoutJwt].Select(name => name.Value);
        Assert.Equal(["client.login", "client.register", "page.visit"], list);
        Assert.Equal(version + 1, _console.Policies.Current.Revision.Version);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=group]")));
    }

    [Fact]
    public void Add_FirstEventOfTheListForAnonymousCustomers_AsksBeforeItIsSaved()
    {
        var page = Select("page.visit");
        page.Press("Add to list");
        Assert.Contains("1 event selected: page.visit", _dialogs.WaitForElement("[role=dialog]").TextContent, StringComparison.Ordinal);
        Choose(EventListKind.AnonymousWithoutJwt);

        _dialogs.Press("Add");

        _dialogs.WaitForAssertion(() => Assert.Contains("every event that is on no list is rejected", _dialogs.Markup, StringComparison.Ordinal));
        Assert.Equal(1, _console.Policies.Current.Version);
        _dialogs.Press("Apply anyway");
        page.WaitForAssertion(() => Assert.Equal(2, _console.Policies.Current.Version));
    }

    [Fact]
    public void Cancel_AfterAChoice_ChangesNothingAndKeepsTheSelection()
    {
        var page = Select("page.visit");
        page.Press("Add to list");
        _dialogs.WaitForElement("[role=dialog]");
        Choose(EventListKind.UpdateWithJwt);

        _dialogs.Press("Cancel");

        _dialogs.WaitForAssertion(() => Assert.Empty(_dialogs.FindAll("[role=dialog]")));
        Assert.Equal(1, _console.Policies.Current.Revision.Version);
        Assert.Contains("1 event selected", page.Find("[role=group]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_RightLostMeanwhile_SaysThatNothingChanged()
    {
        var page = Select("page.visit");
        page.Press("Add to list");
        _dialogs.WaitForElement("[role=dialog]");
        Choose(EventListKind.UpdateWithJwt);
        await _console.DemoteSilentlyAsync(Roles.Viewer);

        _dialogs.Press("Add");

        _messages.WaitForAssertion(() => Assert.Contains("The lists were not changed", _messages.Markup, StringComparison.Ordinal));
        Assert.Equal(1, _console.Policies.Current.Revision.Version);
        Assert.Contains("1 event selected", page.Find("[role=group]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void AddToList_DialogOfAnEventIsOpen_OpensNoSecondDialog()
    {
        var page = Select("page.visit");
        page.Press("New event");
        _dialogs.WaitForElement("[role=dialog]");

        page.Press("Add to list");

        Assert.Contains("New event", Assert.Single(_dialogs.FindAll("[role=dialog]")).TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<EventCatalogPage> Select(params string[] actions)
    {
        var page = _console.Page.Render<EventCatalogPage>();
        page.WaitForElement("table");
        foreach (var action in actions)
        {
            page.InOneTurn(() => page.Find("input[type=search]").Input(action));
            page.Tick("Select " + action);
        }

        return page;
    }

    private void Choose(EventListKind kind) => _dialogs.InOneTurn(() => _dialogs.FindAll("[role=dialog] input[type=checkbox]")[(int)kind].Change(true));

    private static IElement Button(IRenderedComponent<EventCatalogPage> page, string name) => page.FindAll("button").Single(button => button.TextContent.Trim() == name);

    private static IElement Button(IElement root, string name) => root.QuerySelectorAll("button").Single(button => button.TextContent.Trim() == name);
}
