using Bunit;
using EventAuth.Core.Policies;

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

        tab.Page.Find("[data-draft=comment]").Input("for the summer");
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

        tab.Button(Kind, "Cancel").Click();

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
        tab.Search.Input("transaction.charge");
        tab.Page.WaitForAssertion(() => Assert.Equal("transaction.charge", tab.Active));
        tab.Press("Enter");
        tab.Page.WaitForAssertion(() => Assert.Equal(["transaction.charge"], tab.Picked));

        tab.Apply(Kind);

        tab.Page.WaitForAssertion(() => Assert.Contains("You selected events but did not add them.", tab.Alert, StringComparison.Ordinal));
        Assert.Equal(1, console.Policies.Current.Version);
    }

    [Fact]
    public async Task Apply_EmptiedList_AsksWithTheNewMeaning()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        tab.Define(Kind);
        tab.Button(Kind, "Remove form.submit").Click();
        tab.Page.WaitForAssertion(() => Assert.Empty(tab.EventList));

        tab.Apply(Kind);

        tab.Page.WaitForAssertion(() => Assert.Contains("no event requires a JWT", tab.Page.Find("[aria-label='Apply anyway?']").TextContent, StringComparison.Ordinal));
        Assert.Equal(1, console.Policies.Current.Version);
        tab.Button(Kind, "Apply anyway").Click();
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

        tab.Page.WaitForAssertion(() => Assert.Contains("everything else from them is rejected", tab.Page.Find("[aria-label='Apply anyway?']").TextContent, StringComparison.Ordinal));
        tab.Button(EventListKind.AnonymousWithoutJwt, "Go back").Click();
        tab.Page.WaitForAssertion(() => Assert.Empty(tab.Page.FindAll("[aria-label='Apply anyway?']")));
        Assert.Equal(["cart.update"], tab.EventList);
        Assert.Equal(1, console.Policies.Current.Version);
    }

    [Fact]
    public async Task Notes_EventOnBothUpdatingLists_OfferToRemoveTheEntryWithoutEffect()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        tab.Define(EventListKind.UpdateWithoutJwt);

        tab.Button(EventListKind.UpdateWithoutJwt, "Remove it here").Click();

        tab.Page.WaitForAssertion(() => Assert.Equal(["client.login"], tab.EventList));
    }

    [Fact]
    public async Task Define_AnotherCardWithADraftOpen_AsksFirst()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var tab = SettingsTab.Open(console);
        tab.Define(Kind);
        tab.AddEvent("cart.update");

        tab.Button(EventListKind.AnonymousWithoutJwt, "Define").Click();
        tab.Answer("Keep editing");
        tab.Page.WaitForAssertion(() => Assert.Empty(tab.Page.FindAll(".mud-dialog")));
        Assert.True(tab.IsOpen(Kind));

        tab.Button(EventListKind.AnonymousWithoutJwt, "Define").Click();
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

        var left = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        console.Navigation.LocationChanged += (_, change) => left.TrySetResult(change.Location);
        _ = tab.Page.InvokeAsync(() => console.Navigation.NavigateTo("/profiles"));
        tab.Answer("Discard changes");
        Assert.EndsWith("/profiles", await left.Task.WaitAsync(BunitContext.DefaultWaitTimeout), StringComparison.Ordinal);
    }
}
