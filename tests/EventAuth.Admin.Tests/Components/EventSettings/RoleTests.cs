using Bunit;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.EventCatalog;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Components.EventSettings;

public sealed class RoleTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync() => _console = await ConsoleFixture.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Theory]
    [InlineData(Roles.Viewer, 0)]
    [InlineData(Roles.Editor, 4)]
    [InlineData(Roles.Administrator, 5)]
    public async Task Tab_OfARole_HasTheButtonsOfItsRights(string role, int defines)
    {
        await _console.SignInAsync(role);

        var page = _console.Page.Render<SettingsHost>();

        page.WaitForAssertion(() => Assert.Equal(5, page.FindAll("section").Count));
        Assert.Equal(defines, page.FindAll("section button").Count(button => button.TextContent.Trim() == "Define"));
    }

    [Fact]
    public async Task OpenCard_RoleTakenAway_ClosesAndShowsNoDefine()
    {
        await _console.SignInAsync(Roles.Editor);
        var tab = SettingsTab.Open(_console);
        tab.Define(EventListKind.UpdateWithJwt);

        await _console.SignInAsync(Roles.Viewer);

        tab.Page.WaitForAssertion(() => Assert.False(tab.IsOpen(EventListKind.UpdateWithJwt)));
        Assert.DoesNotContain(tab.Page.FindAll("section button"), button => button.TextContent.Trim() == "Define");
    }

    [Fact]
    public async Task OpenCard_RoleTakenAwayFromADraft_KeepsItAndSaysSo()
    {
        await _console.SignInAsync(Roles.Editor);
        var tab = SettingsTab.Open(_console);
        tab.Define(EventListKind.UpdateWithJwt);
        tab.AddEvent("client.register");

        await _console.SignInAsync(Roles.Viewer);
        tab.Page.WaitForAssertion(() => Assert.Contains("Your draft is kept in this browser", tab.Page.Markup, StringComparison.Ordinal));
        await _console.SignInAsync(Roles.Editor);

        tab.Page.WaitForAssertion(() => Assert.Contains("client.register", tab.EventList));
    }

    [Fact]
    public async Task Apply_RightLostAndNotYetKnownToThePage_SavesNothingAndSaysWhy()
    {
        var tab = SettingsTab.Open(_console);
        tab.Define(EventListKind.UpdateWithJwt);
        tab.AddEvent("client.register");
        await _console.DemoteSilentlyAsync(Roles.Viewer);

        tab.Apply(EventListKind.UpdateWithJwt);

        tab.Page.WaitForAssertion(() => Assert.Contains("may not change the lists any more", tab.Alert, StringComparison.Ordinal));
        Assert.Equal(1, _console.Policies.Current.Version);
    }

    [Fact]
    public async Task Catalogue_OfAViewer_HasNothingToChangeIt()
    {
        await _console.SignInAsync(Roles.Viewer);

        var page = _console.Page.Render<EventCatalogPage>();

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("tbody tr")));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Contains("New event", StringComparison.Ordinal)
            || button.GetAttribute("aria-label")?.StartsWith("Edit ", StringComparison.Ordinal) == true);
    }
}
