using Bunit;
using EventAuth.Admin.Access;
using EventAuth.Admin.Policies;
using EventAuth.Core.Administration;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Components.Applying;

public sealed class BarTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync() => _console = await ConsoleFixture.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task PendingBar_ChangeToConfirm_CountsDownAndIsKept()
    {
        var host = _console.Page.Render<ApplyingHost>();
        await ApplyAsync(new PolicyChange { OtherEvents = OtherEvents.Reject, Trial = new Trial(PendingKind.Confirm, 10) });

        host.WaitForAssertion(() => Assert.Contains("Version 2 is on trial. It is undone unless somebody keeps it in time.", host.Words(), StringComparison.Ordinal));
        Assert.Matches("(10:00|9:5\\d) left", host.Words());
        host.Once("button", button => button.Click(), button => button.TextContent.Trim() == "Keep");

        host.WaitForAssertion(() => Assert.DoesNotContain("is on trial", host.Words(), StringComparison.Ordinal));
        Assert.Equal(OtherEvents.Reject, _console.Policies.Current.Revision.Policy.OtherEvents);
    }

    [Fact]
    public async Task PendingBar_RevertNow_BringsTheFormerVersionBack()
    {
        var host = _console.Page.Render<ApplyingHost>();
        await ApplyAsync(new PolicyChange { OtherEvents = OtherEvents.Reject, Trial = new Trial(PendingKind.Guard, 10, 2.5) });

        host.WaitForAssertion(() => Assert.Contains("It is undone if the lists reject more than 2.5 % of the events.", host.Words(), StringComparison.Ordinal));
        host.Once("button", button => button.Click(), button => button.TextContent.Trim() == "Revert now");

        host.WaitForAssertion(() => Assert.DoesNotContain("is on trial", host.Words(), StringComparison.Ordinal));
        Assert.Equal(("Reverted: by " + ConsoleFixture.Person, OtherEvents.Accept), (_console.Policies.Current.Revision.Comment, _console.Policies.Current.Revision.Policy.OtherEvents));
    }

    [Fact]
    public async Task PendingBar_UndoneWhileThePageIsOpen_SaysSoUntilItIsClosed()
    {
        var host = _console.Page.Render<ApplyingHost>();
        await ApplyAsync(new PolicyChange { OtherEvents = OtherEvents.Reject, Trial = new Trial(PendingKind.Guard, 10, 2.5) });
        host.WaitForAssertion(() => Assert.Contains("is on trial", host.Words(), StringComparison.Ordinal));
        var pending = await _console.Page.Services.GetRequiredService<IPolicyStore>().ReadPendingAsync(CancellationToken.None);

        await _console.PolicyService.RevertAsync(pending!, "installation", "the lists rejected 100 % of 23 decisions.", CancellationToken.None);
        _console.Page.Services.GetRequiredService<PendingStatus>().Set(null);

        host.WaitForAssertion(() => Assert.Contains(
            "Version 2 was undone. Reverted: the lists rejected 100 % of 23 decisions. Version 3 is in force. See the history", host.Words(), StringComparison.Ordinal));
        host.Once("button", button => button.Click(), button => button.GetAttribute("aria-label") == "Close");
        host.WaitForAssertion(() => Assert.DoesNotContain("was undone", host.Words(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task PendingBar_Kept_DoesNotSayThatItWasUndone()
    {
        var host = _console.Page.Render<ApplyingHost>();
        await ApplyAsync(new PolicyChange { OtherEvents = OtherEvents.Reject, Trial = new Trial(PendingKind.Confirm, 10) });
        host.WaitForAssertion(() => Assert.Contains("is on trial", host.Words(), StringComparison.Ordinal));

        host.Once("button", button => button.Click(), button => button.TextContent.Trim() == "Keep");

        host.WaitForAssertion(() => Assert.DoesNotContain("is on trial", host.Words(), StringComparison.Ordinal));
        Assert.DoesNotContain("was undone", host.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PendingBar_Viewer_SeesItWithoutButtons()
    {
        await ApplyAsync(new PolicyChange { OtherEvents = OtherEvents.Reject, Trial = new Trial(PendingKind.Confirm, 10) });
        await _console.SignInAsync(Roles.Viewer);
        var host = _console.Page.Render<ApplyingHost>();

        host.WaitForAssertion(() => Assert.Contains("is on trial", host.Words(), StringComparison.Ordinal));
        Assert.DoesNotContain(host.FindAll("button"), button => button.TextContent.Trim() is "Keep" or "Revert now");
    }

    [Fact]
    public async Task MonitorBar_WhileMonitoring_SaysHowManyAndLeadsToThem()
    {
        var host = _console.Page.Render<ApplyingHost>();
        Assert.DoesNotContain("Monitor mode", host.Words(), StringComparison.Ordinal);

        await ApplyAsync(new PolicyChange { Mode = PolicyMode.Monitor });

        host.WaitForAssertion(() => Assert.Contains("0 events would have been rejected", host.Find("a").TextContent, StringComparison.Ordinal));
        Assert.Equal("live?monitored=true", host.Find("a").GetAttribute("href"));
        await ApplyAsync(new PolicyChange { Mode = PolicyMode.Enforce });
        host.WaitForAssertion(() => Assert.DoesNotContain("Monitor mode", host.Words(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(13, false)]
    [InlineData(14, true)]
    public async Task MonitorBar_AfterFourteenDays_SaysThatTheListsProtectNothing(int days, bool isSaid)
    {
        var clock = new ManualClock();
        await using var console = await ConsoleFixture.StartAsync(services => services.AddSingleton<TimeProvider>(clock));
        await ApplyAsync(new PolicyChange { Mode = PolicyMode.Monitor }, console);
        clock.Advance(TimeSpan.FromDays(days));

        var host = console.Page.Render<ApplyingHost>();

        host.WaitForAssertion(() => Assert.Contains("Monitor mode", host.Words(), StringComparison.Ordinal));
        Assert.Equal(isSaid, host.Words().Contains("they protect nothing", StringComparison.Ordinal));
    }

    private async Task ApplyAsync(PolicyChange change, ConsoleFixture? console = null) => Assert.IsType<ApplyResult.Applied>(
        await (console ?? _console).PolicyService.ApplyAsync(
            change, (console ?? _console).Policies.Current.Version, ConsoleFixture.Person, rebase: true, CancellationToken.None));
}
