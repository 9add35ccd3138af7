using Bunit;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.EventCatalog;
using EventAuth.Core.Policies;
using MudBlazor;

namespace EventAuth.Admin.Tests.Components.EventCatalog;

public sealed class EventDialogTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync();
        _console.Page.Render<MudPopoverProvider>();
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void NewEvent_NothingFilledIn_SaysEverythingThatIsWrongAndStaysOpen()
    {
        var dialog = OpenNew();

        dialog.InOneTurn(() => dialog.Find("form").Submit());

        dialog.WaitForElement("form [role=alert]");
        Assert.Contains("2 to 32 characters", dialog.Find("#event-action-problem").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(dialog.Find("#event-display-name-problem").TextContent);
        Assert.Equal("true", dialog.Find("#event-action").GetAttribute("aria-invalid"));
        Assert.Equal("false", dialog.Find("#event-category").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void NewEvent_ActionOfTheCatalogue_IsRefusedWithTheWayOut()
    {
        var dialog = OpenNew();
        dialog.InOneTurn(() => dialog.Find("#event-action").Change("page.visit"));
        dialog.InOneTurn(() => dialog.Find("#event-display-name").Change("Mine"));

        dialog.InOneTurn(() => dialog.Find("form").Submit());

        dialog.WaitForAssertion(() => Assert.Contains("“Edit page.visit”", dialog.Find("#event-action-problem").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NewEvent_WithAList_IsInTheCatalogueAndOnTheListOfTheNewestPolicy()
    {
        var dialog = OpenNew();
        dialog.InOneTurn(() => dialog.Find("#event-action").Change("product.addReview2"));
        dialog.InOneTurn(() => dialog.Find("#event-display-name").Change("Product add review"));
        dialog.InOneTurn(() => dialog.FindAll("input[type=checkbox]")[(int)EventListKind.UpdateWithJwt].Change(true));

        // Somebody else is faster: nothing of theirs may be lost.
        await _console.PutOnListAsync(EventListKind.UpdateWithJwt, "client.register");
        dialog.InOneTurn(() => dialog.Find("form").Submit());

        dialog.WaitForAssertion(() => Assert.Empty(dialog.FindAll("form")), TimeSpan.FromSeconds(10));
        var list = _console.Policies.Current.Revision.Policy[EventListKind.UpdateWithJwt].Select(name => name.Value);
        Assert.Equal(["client.register", "form.submit", "product.addReview2"], list);
        Assert.Equal(ConsoleFixture.Person, _console.Policies.Current.Revision.AppliedBy);
        var entry = await _console.Catalog.FindAsync(EventName.Parse("product.addReview2"), CancellationToken.None);
        Assert.Equal("Product add review", entry?.DisplayName);
    }

    [Fact]
    public void NewEvent_FirstOnTheAnonymousList_WarnsWhatThatMeans()
    {
        var dialog = OpenNew();

        dialog.InOneTurn(() => dialog.FindAll("input[type=checkbox]")[(int)EventListKind.AnonymousWithoutJwt].Change(true));

        Assert.Contains("rejected for anonymous customers", dialog.Find("fieldset .mud-alert").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_NewWords_AreSavedAndTheActionIsFixed()
    {
        var (page, dialog) = OpenEdit("page.visit");
        Assert.True(dialog.Find("#event-action").HasAttribute("readonly"));

        dialog.InOneTurn(() => dialog.Find("#event-display-name").Change("  Visit of a page  "));
        dialog.InOneTurn(() => dialog.Find("#event-category").Change("Web"));
        dialog.InOneTurn(() => dialog.Find("form").Submit());

        page.WaitForAssertion(() => Assert.StartsWith("Visit of a page", page.Find("tbody th").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        var entry = await _console.Catalog.FindAsync(EventName.Parse("page.visit"), CancellationToken.None);
        Assert.Equal("Visit of a page", entry?.DisplayName);
        Assert.Equal("Web", entry?.Category);
    }

    [Fact]
    public void NewEvent_ValueCorrected_TakesTheProblemAwayAtOnce()
    {
        var dialog = OpenNew();
        dialog.InOneTurn(() => dialog.Find("#event-action").Change("é"));
        dialog.InOneTurn(() => dialog.Find("form").Submit());
        dialog.WaitForElement("#event-action-problem");

        dialog.InOneTurn(() => dialog.Find("#event-action").Input("product.view2"));
        dialog.WaitForAssertion(() => Assert.Empty(dialog.FindAll("#event-action-problem")));
        Assert.NotEmpty(dialog.Find("#event-display-name-problem").TextContent);

        dialog.InOneTurn(() => dialog.Find("#event-display-name").Input("Product"));
        dialog.WaitForAssertion(() => Assert.Empty(dialog.FindAll("form [role=alert]")));
    }

    [Fact]
    public void NewEvent_OnTheListWithJwtWithoutCertificate_WarnsThatItIsRejected()
    {
        var dialog = OpenNew();

        dialog.InOneTurn(() => dialog.FindAll("input[type=checkbox]")[(int)EventListKind.UpdateWithJwt].Change(true));

        Assert.Contains("No certificate is defined", dialog.Find("fieldset .mud-alert").TextContent, StringComparison.Ordinal);
        Assert.Contains("Valid token: rejected", dialog.Find("fieldset ul").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_OtherLists_AreOneVersionAndNothingOfOthersIsLost()
    {
        var (page, dialog) = OpenEdit("form.submit");
        Assert.Equal([false, true, true], dialog.FindAll("input[type=checkbox]").Select(box => box.HasAttribute("checked")));

        dialog.InOneTurn(() => dialog.FindAll("input[type=checkbox]")[(int)EventListKind.UpdateWithoutJwt].Change(false));
        dialog.InOneTurn(() => dialog.FindAll("input[type=checkbox]")[(int)EventListKind.AnonymousWithoutJwt].Change(true));
        await _console.PutOnListAsync(EventListKind.UpdateWithoutJwt, "client.register");
        var version = _console.Policies.Current.Revision.Version;
        dialog.InOneTurn(() => dialog.Find("form").Submit());
        dialog.Press("Apply anyway");

        page.WaitForAssertion(() => Assert.Equal(version + 1, _console.Policies.Current.Revision.Version), TimeSpan.FromSeconds(10));
        Assert.Equal(["client.login", "client.register"], Names(EventListKind.UpdateWithoutJwt));
        Assert.Equal(["form.submit"], Names(EventListKind.AnonymousWithoutJwt));
        Assert.Equal(["form.submit"], Names(EventListKind.UpdateWithJwt));
    }

    [Fact]
    public async Task NewEvent_RightLostMeanwhile_IsNotSavedAndSaysWhy()
    {
        var dialog = OpenNew();
        dialog.InOneTurn(() => dialog.Find("#event-action").Change("product.view2"));
        dialog.InOneTurn(() => dialog.Find("#event-display-name").Change("Product"));
        await _console.DemoteSilentlyAsync(Roles.Viewer);

        dialog.InOneTurn(() => dialog.Find("form").Submit());

        dialog.WaitForAssertion(() => Assert.Contains("may not change the catalogue any more", dialog.Find("#event-action-problem").TextContent, StringComparison.Ordinal));
        Assert.Null(await _console.Catalog.FindAsync(EventName.Parse("product.view2"), CancellationToken.None));
    }

    private IEnumerable<string> Names(EventListKind kind) => _console.Policies.Current.Revision.Policy[kind].Select(name => name.Value);

    private (IRenderedComponent<EventCatalogPage> Page, IRenderedComponent<MudDialogProvider> Dialog) OpenEdit(string action)
    {
        var dialog = _console.Page.Render<MudDialogProvider>();
        var page = _console.Page.Render<EventCatalogPage>();
        page.WaitForElement("table");
        page.InOneTurn(() => page.Find("input[type=search]").Input(action));
        // A search has its own address, and a dialog closes when its page is left.
        page.WaitForState(() => page.FindAll("tbody tr").Count == 1);
        page.Press("Edit " + action);
        dialog.WaitForElement("form");
        return (page, dialog);
    }

    private IRenderedComponent<MudDialogProvider> OpenNew()
    {
        var dialog = _console.Page.Render<MudDialogProvider>();
        var page = _console.Page.Render<EventCatalogPage>();
        page.WaitForElement("table");
        page.InOneTurn(() => page.FindAll("button").Single(button => button.TextContent.Contains("New event", StringComparison.Ordinal)).Click());
        dialog.WaitForElement("form");
        return dialog;
    }
}
