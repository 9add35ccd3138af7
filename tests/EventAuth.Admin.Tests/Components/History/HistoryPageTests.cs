using Bunit;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.History;
using EventAuth.Admin.Tests.Components.Applying;
using EventAuth.Core.Administration;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Components.History;

public sealed class HistoryPageTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync() => _console = await ConsoleFixture.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Page_TwoChanges_SaysWhoWhyAndWhatAndForWhom()
    {
        await ApplyAsync(PolicyChange.OfList(EventListKind.UpdateWithJwt, [], "no longer needed"));
        await ApplyAsync(new PolicyChange { OtherEvents = OtherEvents.RequireJwt });

        var page = Open();

        var items = page.FindAll("ul[aria-label=Versions] > li").Select(item => item.Words()).ToList();
        Assert.Equal(3, items.Count);
        Assert.Contains("All other events: Accept as activity → Require JWT.", items[0], StringComparison.Ordinal);
        Assert.Contains("in force", items[0], StringComparison.Ordinal);
        Assert.Contains("“no longer needed”", items[1], StringComparison.Ordinal);
        Assert.Contains("Removed from “Events with JWT allowed for updating customer's information”: form.submit.", items[1], StringComparison.Ordinal);
        Assert.Contains(ConsoleFixture.Person, items[1], StringComparison.Ordinal);
        Assert.Contains("form.submit: now accepted without a token, and may change customer data.", items[1], StringComparison.Ordinal);
        Assert.Contains("EventAuth, by itself", items[2], StringComparison.Ordinal);
        Assert.Contains("The settings of a new installation.", items[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_TwoVersionsInTheAddress_ShowsWhatDiffers()
    {
        await ApplyAsync(PolicyChange.OfList(EventListKind.AnonymousWithoutJwt, ["page.visit"]));
        _console.Navigation.NavigateTo("/data-management/events/history?from=1&to=2");

        var page = Open();

        Assert.Contains("Closes: something that was accepted is rejected", page.Words(), StringComparison.Ordinal);
        Assert.Contains("All other events: now rejected from anonymous customers.", page.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_VersionThatDoesNotExist_SaysSo()
    {
        _console.Navigation.NavigateTo("/data-management/events/history?from=1&to=9");

        Assert.Contains("There is no version 9.", Open().Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_Confirmed_BringsTheVersionBackAsANewOne()
    {
        await ApplyAsync(PolicyChange.OfList(EventListKind.UpdateWithJwt, []));
        var page = Open();

        page.InOneTurn(() => page.Find("button[aria-label='Restore version 1']").Click());
        page.Once(".mud-dialog button", button => button.Click(), button => button.TextContent.Trim() == "Restore");

        page.WaitForAssertion(() => Assert.Equal(3, _console.Policies.Current.Version));
        Assert.True(_console.Policies.Current.Revision.Policy.HasListsOf(EventPolicy.Initial));
        Assert.Equal("Restored version 1", _console.Policies.Current.Revision.Comment);
        page.WaitForAssertion(() => Assert.Contains("Version 3", page.Find("ul[aria-label=Versions] > li").Words(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Restore_Viewer_IsNotOffered()
    {
        await ApplyAsync(PolicyChange.OfList(EventListKind.UpdateWithJwt, []));
        await _console.SignInAsync(Roles.Viewer);

        Assert.Empty(Open().FindAll("button[aria-label^='Restore']"));
    }

    private IRenderedComponent<ApplyingHost> Open()
    {
        var host = _console.Page.Render<ApplyingHost>(parameters => parameters.AddChildContent<HistoryPage>());
        host.WaitForElement("ul[aria-label=Versions]");
        return host;
    }

    private async Task ApplyAsync(PolicyChange change) => Assert.IsType<ApplyResult.Applied>(
        await _console.PolicyService.ApplyAsync(change, _console.Policies.Current.Version, ConsoleFixture.Person, rebase: true, CancellationToken.None));
}
