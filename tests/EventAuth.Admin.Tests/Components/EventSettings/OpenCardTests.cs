using Bunit;
using EventAuth.Admin.Tests.Policies;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Components.EventSettings;

public sealed class OpenCardTests
{
    private const EventListKind Kind = EventListKind.UpdateWithJwt;

    [Fact]
    public async Task Define_Card_ShowsTheListWithDisplayNames()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);

        tab.Define(Kind);

        Assert.Equal(["form.submit"], tab.EventList);
        Assert.Contains("Form submit", tab.Card(Kind).TextContent, StringComparison.Ordinal);
        Assert.True(tab.Add.HasAttribute("disabled"));
    }

    [Fact]
    public async Task Define_ListThatUpdatesWithoutJwt_WarnsInsideTheCard()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);

        tab.Define(EventListKind.UpdateWithoutJwt);

        Assert.Contains("backwards compatibility only", tab.Card(EventListKind.UpdateWithoutJwt).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_ChangedList_ClosesAndSaysTheVersion()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        tab.Define(Kind);
        tab.AddEvent("cart.update");
        Assert.Contains("2 events, 1 new", tab.Card(Kind).TextContent, StringComparison.Ordinal);
        Assert.Equal(1, console.Policies.Current.Version);

        tab.Page.InOneTurn(() => tab.Page.Find("[data-draft=comment]").Input("for the summer"));
        tab.Apply(Kind);

        tab.WaitUntilClosed(Kind);
        Assert.Contains("Saved. Version 2 is in force.", tab.Toast, StringComparison.Ordinal);
        var revision = console.Policies.Current.Revision;
        Assert.Equal((2, ConsoleFixture.Person, "for the summer"), (revision.Version, revision.AppliedBy, revision.Comment));
        Assert.Equal([EventName.Parse("cart.update"), EventName.Parse("form.submit")], revision.Policy[Kind]);
    }

    [Fact]
    public async Task Cancel_ChangedList_DropsTheDraft()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        tab.Define(Kind);
        tab.AddEvent("cart.update");

        tab.Click(Kind, "Cancel");

        tab.WaitUntilClosed(Kind);
        tab.Define(Kind);
        Assert.Equal(["form.submit"], tab.EventList);
        Assert.Equal(1, console.Policies.Current.Version);
    }

    [Fact]
    public async Task Apply_PickedButNotAdded_IsRefusedWithTheWayOut()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        tab.Define(Kind);
        tab.Page.InOneTurn(() => tab.Search.Input("transaction.charge"));
        tab.Page.WaitForAssertion(() => Assert.Equal("transaction.charge", tab.Active));
        tab.Press("Enter");
        tab.Page.WaitForAssertion(() => Assert.Equal(["transaction.charge"], tab.Picked));

        tab.Apply(Kind);

        tab.Page.WaitForAssertion(() => Assert.Contains("You selected events but did not add them.", tab.Alert, StringComparison.Ordinal));
        Assert.Equal(1, console.Policies.Current.Version);
    }

    [Fact]
    public async Task Apply_NothingDiffers_IsDisabled()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        tab.Define(Kind);
        Assert.True(tab.Button(Kind, "Apply").HasAttribute("disabled"));

        tab.AddEvent("cart.update");
        Assert.False(tab.Button(Kind, "Apply").HasAttribute("disabled"));
        tab.Click(Kind, "Remove cart.update");

        tab.Page.WaitForAssertion(() => Assert.True(tab.Button(Kind, "Apply").HasAttribute("disabled")));
    }

    [Fact]
    public async Task Remove_Event_StaysWithAnUndoUntilApply()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        tab.Define(Kind);
        tab.AddEvent("cart.update");

        tab.Click(Kind, "Remove form.submit");
        tab.Page.WaitForAssertion(() => Assert.Equal(["form.submit"], tab.Removed));
        Assert.Equal(["cart.update"], tab.EventList);
        Assert.Contains("1 event, 1 new, 1 removed", tab.Card(Kind).TextContent, StringComparison.Ordinal);

        tab.Click(Kind, "Undo removal of form.submit");
        tab.Page.WaitForAssertion(() => Assert.Equal(["cart.update", "form.submit"], tab.EventList));
        Assert.Empty(tab.Removed);
    }

    [Fact]
    public async Task Head_DraftChanged_SaysWhatHoldsNowAndAfterApply()
    {
        await using var console = await ConsoleFixture.StartAsync();
        await console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "page.visit");
        var tab = SettingsTab.Open(console);
        const EventListKind Updating = EventListKind.UpdateWithoutJwt;
        tab.Define(Updating);
        Assert.Equal("Needs attention", tab.Badge(Updating));

        tab.Click(Updating, "Remove form.submit");

        tab.Page.WaitForAssertion(() => Assert.Equal(
            ["1 of these 2 events may change customer data without proof of identity.", "1 event may change customer data without proof of identity."],
            tab.Card(Updating).QuerySelectorAll("dd").Select(sentence => sentence.TextContent)));
        Assert.Equal("Set", tab.Badge(Updating));
        tab.Click(Updating, "Remove client.login");
        tab.Page.WaitForAssertion(() => Assert.Equal("Not set", tab.Badge(Updating)));
    }

    [Fact]
    public async Task Effects_FirstAnonymousEvent_AreToldInWords()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        tab.Define(EventListKind.AnonymousWithoutJwt);
        Assert.Contains("Changes nothing for anybody.", tab.Region("If you apply this").TextContent, StringComparison.Ordinal);

        tab.AddEvent("page.visit");

        tab.Page.WaitForAssertion(() => Assert.Equal(
            "All other events would be rejected from anonymous customers.", tab.Region("If you apply this").QuerySelector("li")!.TextContent.Trim()));
    }

    [Fact]
    public async Task Row_EventThatCame_SaysHowOftenAndWhenLast()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        await console.AppendAsync(new PlainEvent { Action = EventName.Parse("client.login"), ClientUuid = Guid.NewGuid().ToString(), Time = now, ReceivedAt = now });
        var tab = SettingsTab.Open(console);

        tab.Define(EventListKind.UpdateWithoutJwt);

        tab.Page.WaitForAssertion(() => Assert.Contains("1 in 24 h", Row(tab, "client.login"), StringComparison.Ordinal));
        Assert.Contains("ago", Row(tab, "client.login").Replace("just now", "ago", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("0 in 24 h", Row(tab, "form.submit"), StringComparison.Ordinal);
        Assert.Contains("last: never", Row(tab, "form.submit"), StringComparison.Ordinal);

        static string Row(SettingsTab tab, string action) =>
            tab.Page.FindAll("[role=list] [role=listitem]").Single(row => row.QuerySelector($"[aria-label='Remove {action}']") is not null).TextContent;
    }

    [Theory]
    [InlineData("Copy list", "eventAuthBrowser.copy")]
    [InlineData("Download list", "eventAuthBrowser.download")]
    public async Task List_CopiedOrDownloaded_IsOneNameALine(string button, string function)
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        tab.Define(Kind);
        tab.AddEvent("cart.update");

        tab.Click(Kind, button);

        tab.Page.WaitForAssertion(() => Assert.Equal("cart.update\nform.submit", Assert.Single(console.Page.JSInterop.Invocations[function]).Arguments[^1]));
    }

    [Fact]
    public async Task Apply_EmptiedList_AsksWithTheNewMeaning()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        tab.Define(Kind);
        tab.Click(Kind, "Remove form.submit");
        tab.Page.WaitForAssertion(() => Assert.Empty(tab.EventList));

        tab.Apply(Kind);

        tab.Page.WaitForAssertion(() => Assert.Contains("no event requires a JWT", tab.Page.Find("[role=dialog]").TextContent, StringComparison.Ordinal));
        Assert.Equal(1, console.Policies.Current.Version);
        tab.Answer("Apply anyway");
        tab.WaitUntilClosed(Kind);
        Assert.Empty(console.Policies.Current.Revision.Policy[Kind]);
    }

    [Fact]
    public async Task Apply_FirstAnonymousEvent_AsksAndCanGoBack()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        tab.Define(EventListKind.AnonymousWithoutJwt);
        tab.AddEvent("cart.update");

        tab.Apply(EventListKind.AnonymousWithoutJwt);

        tab.Page.WaitForAssertion(() => Assert.Contains("everything else from them is rejected", tab.Page.Find("[role=dialog]").TextContent, StringComparison.Ordinal));
        tab.Answer("Go back");
        tab.Page.WaitForAssertion(() => Assert.Empty(tab.Page.FindAll("[role=dialog]")));
        Assert.Equal(["cart.update"], tab.EventList);
        Assert.Equal(1, console.Policies.Current.Version);
    }

    [Fact]
    public async Task Notes_EventOnBothUpdatingLists_OfferToRemoveTheEntryWithoutEffect()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        tab.Define(EventListKind.UpdateWithoutJwt);

        tab.Click(EventListKind.UpdateWithoutJwt, "Remove it here");

        tab.Page.WaitForAssertion(() => Assert.Equal(["client.login"], tab.EventList));
    }

    [Fact]
    public async Task Apply_SavedAndNotInForce_EndsAndSaysThatItIsSaved()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        await UnreadableCertificates.MakeAsync(console.Page.Services);
        tab.Define(Kind);
        tab.AddEvent("cart.update");

        tab.Apply(Kind);

        tab.WaitUntilClosed(Kind);
        tab.Page.WaitForAssertion(() => Assert.Contains("Saved. Version 2 is not in force yet", tab.Toast, StringComparison.Ordinal));
        Assert.Equal(1, console.Policies.Current.Version);
    }

    [Fact]
    public async Task Define_AnotherCardWithADraftOpen_AsksFirst()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        tab.Define(Kind);
        tab.AddEvent("cart.update");

        tab.Click(EventListKind.AnonymousWithoutJwt, "Define");
        tab.Answer("Keep editing");
        tab.Page.WaitForAssertion(() => Assert.Empty(tab.Page.FindAll(".mud-dialog")));
        Assert.True(tab.IsOpen(Kind));

        tab.Click(EventListKind.AnonymousWithoutJwt, "Define");
        tab.Answer("Discard changes");
        tab.Page.WaitForAssertion(() => Assert.True(tab.IsOpen(EventListKind.AnonymousWithoutJwt)));
        Assert.False(tab.IsOpen(Kind));
    }

    [Fact]
    public async Task Define_AnotherCardWithNothingChanged_OpensItAtOnce()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        tab.Define(Kind);

        tab.Define(EventListKind.AnonymousWithoutJwt);

        Assert.False(tab.IsOpen(Kind));
    }

    [Fact]
    public async Task Leaving_WithADraft_AsksFirst()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        var start = console.Navigation.Uri;
        tab.Define(Kind);
        tab.AddEvent("cart.update");

        _ = tab.Page.InvokeAsync(() => console.Navigation.NavigateTo("/profiles"));
        tab.Answer("Keep editing");
        tab.Page.WaitForAssertion(() => Assert.Empty(tab.Page.FindAll(".mud-dialog")));
        Assert.Equal(start, console.Navigation.Uri);

        _ = tab.Page.InvokeAsync(() => console.Navigation.NavigateTo("/profiles"));
        tab.Answer("Discard changes");
        tab.Page.WaitForState(() => console.Navigation.Uri.EndsWith("/profiles", StringComparison.Ordinal));
    }
}
