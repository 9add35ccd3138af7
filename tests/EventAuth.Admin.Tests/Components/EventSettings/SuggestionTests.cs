using System.Text.Json;
using Bunit;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.EventSettings;
using EventAuth.Admin.Components.EventSettings.Drafts;
using EventAuth.Admin.Explanations;
using EventAuth.Admin.Texts;
using EventAuth.Core.Policies;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Tests.Components.EventSettings;

/// <summary>A link of an explanation prepares a change; only the person applies it.</summary>
public sealed class SuggestionTests : IAsyncLifetime
{
    private const string Remove = "data-management/events/js-sdk-event-settings?list=updateWithJwt&remove=form.submit#updateWithJwt";
    private const string Add = "data-management/events/js-sdk-event-settings?list=anonymousWithoutJwt&add=page.visit#anonymousWithoutJwt";
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync() => _console = await ConsoleFixture.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Open_SuggestedRemoval_IsPreparedAndNotApplied()
    {
        _console.Navigation.NavigateTo(Remove);
        var tab = SettingsTab.Open(_console, restored: EventListKind.UpdateWithJwt);

        Assert.Empty(tab.EventList);
        Assert.Contains("Nothing is saved yet", tab.Page.Find(".mud-alert[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, _console.Policies.Current.Version);
    }

    [Fact]
    public void Apply_SuggestedAddition_PutsItOnTheList()
    {
        _console.Navigation.NavigateTo(Add);
        var tab = SettingsTab.Open(_console, restored: EventListKind.AnonymousWithoutJwt);
        Assert.Equal(["page.visit"], tab.EventList);

        tab.Apply(EventListKind.AnonymousWithoutJwt);
        tab.Answer("Apply anyway");

        tab.WaitUntilClosed(EventListKind.AnonymousWithoutJwt);
        Assert.Contains(EventName.Parse("page.visit"), _console.Policies.Current.Revision.Policy[EventListKind.AnonymousWithoutJwt]);
        Assert.Empty(tab.Page.FindAll(".mud-alert[role=status]"));
    }

    [Fact]
    public void Apply_SuggestedMove_ChangesBothListsInOneVersion()
    {
        _console.Navigation.NavigateTo(SettingsAddress.OfMove(EventListKind.UpdateWithoutJwt, EventListKind.UpdateWithJwt, EventName.Parse("client.login")));
        var tab = SettingsTab.Open(_console, restored: EventListKind.UpdateWithJwt);
        Assert.Equal(["client.login", "form.submit"], tab.EventList);
        Assert.Contains("Also removed from", tab.Card(EventListKind.UpdateWithJwt).TextContent, StringComparison.Ordinal);

        tab.Apply(EventListKind.UpdateWithJwt);

        tab.WaitUntilClosed(EventListKind.UpdateWithJwt);
        Assert.Equal(2, _console.Policies.Current.Version);
        var policy = _console.Policies.Current.Revision.Policy;
        Assert.Contains(EventName.Parse("client.login"), policy[EventListKind.UpdateWithJwt]);
        Assert.DoesNotContain(EventName.Parse("client.login"), policy[EventListKind.UpdateWithoutJwt]);
    }

    [Fact]
    public void Undo_SuggestedMove_LeavesTheOtherList()
    {
        _console.Navigation.NavigateTo(SettingsAddress.OfMove(EventListKind.UpdateWithoutJwt, EventListKind.UpdateWithJwt, EventName.Parse("client.login")));
        var tab = SettingsTab.Open(_console, restored: EventListKind.UpdateWithJwt);

        tab.Click(EventListKind.UpdateWithJwt, $"Undo removal of client.login from {EventListKind.UpdateWithoutJwt.ToTitle()}");

        tab.Page.WaitForAssertion(() => Assert.DoesNotContain("Also removed from", tab.Card(EventListKind.UpdateWithJwt).TextContent, StringComparison.Ordinal));
        Assert.Equal(["client.login", "form.submit"], tab.EventList);
    }

    [Theory]
    [InlineData("?list=updateWithJwt&add=form.submit")]
    [InlineData("?list=updateWithJwt&remove=never.there")]
    [InlineData("?list=updateWithJwt&add=no%20name")]
    [InlineData("?list=updateWithJwt")]
    [InlineData("?list=noSuchList&add=page.visit")]
    [InlineData("?add=page.visit")]
    public void Open_SuggestionThatChangesNothing_LeavesTheCardsClosed(string query)
    {
        _console.Navigation.NavigateTo("data-management/events/js-sdk-event-settings" + query);
        var tab = SettingsTab.Open(_console);

        Assert.All(EventPolicy.Kinds, kind => Assert.False(tab.IsOpen(kind)));
        Assert.Empty(tab.Page.FindAll(".mud-alert[role=status]"));
    }

    [Fact]
    public async Task Open_SuggestionAsAViewer_LeavesTheCardsClosed()
    {
        await _console.SignInAsync(Roles.Viewer);
        _console.Navigation.NavigateTo(Remove);

        var page = _console.Page.Render<SettingsHost>();

        page.WaitForAssertion(() => Assert.Equal(5, page.FindAll("section").Count));
        Assert.Empty(page.FindAll("[role=combobox]"));
        Assert.NotNull(page.Find("section#updateWithJwt"));
    }

    [Fact]
    public void Open_LinkToTheCertificatesDialog_OpensItAsTheButtonDoes()
    {
        _console.Navigation.NavigateTo(SettingsAddress.OpenCertificate);

        var tab = SettingsTab.Open(_console);

        tab.Page.WaitForAssertion(() => Assert.Contains("Certificate", tab.Page.Find(".mud-dialog").TextContent, StringComparison.Ordinal));
        tab.Answer("Cancel");
        tab.Page.WaitForAssertion(() => Assert.Empty(tab.Page.FindAll(".mud-dialog")));
        tab.Page.WaitForAssertion(() => Assert.Contains(
            _console.Page.JSInterop.Invocations, call => call.Arguments is ["certificate-define", ..]));
    }

    [Fact]
    public async Task Open_LinkToTheCertificatesDialogAsAnEditor_OpensNothing()
    {
        await _console.SignInAsync(Roles.Editor);
        _console.Navigation.NavigateTo(SettingsAddress.OpenCertificate);

        var tab = SettingsTab.Open(_console);

        Assert.Empty(tab.Page.FindAll(".mud-dialog"));
        Assert.NotNull(tab.Page.Find("section#certificate"));
    }

    [Fact]
    public void Open_OtherChangesNotAppliedYet_KeepsThemAndSaysWhatToDo()
    {
        var kept = new KeptDraft(ConsoleFixture.Person, EventListKind.AnonymousWithoutJwt, 1, ["cart.update"], [], [], "", "");
        var module = _console.Page.JSInterop.SetupModule("./drafts.js");
        module.Mode = JSRuntimeMode.Loose;
        module.Setup<IJSStreamReference?>("read").SetResult(new KeptText(JsonSerializer.Serialize(kept, KeptDraftJson.Default.KeptDraft)));
        _console.Navigation.NavigateTo(Remove);

        var tab = SettingsTab.Open(_console, restored: EventListKind.AnonymousWithoutJwt);

        Assert.Equal(["cart.update"], tab.EventList);
        Assert.Contains(tab.Page.FindAll(".mud-alert[role=status]"), note => note.TextContent.Contains("then follow the suggestion again", StringComparison.Ordinal));
    }
}
