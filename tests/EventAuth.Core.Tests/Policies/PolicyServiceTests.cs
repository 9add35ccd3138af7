using EventAuth.Core.Administration;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Policies;

public sealed class PolicyServiceTests
{
    private readonly PolicyHistory _history = new();
    private readonly PolicyMonitor _monitor = new();

    public PolicyServiceTests() => _monitor.Publish(PolicySnapshot.Compile(_history.Append(EventPolicy.Empty, DateTimeOffset.UnixEpoch)));

    [Fact]
    public async Task Apply_SavedAndNeverInForce_EndsAfterSomeSecondsAndSaysSo()
    {
        _history.HoldsCertificates = false;

        var applied = await ApplyAsync(new HurriedClock(PolicyService.Patience));

        Assert.Equal((2, true, false), (applied.Revision.Version, applied.Changed, applied.InForce));
        Assert.Equal(2, (await _history.ReadLatestAsync(CancellationToken.None))!.Version);
        Assert.Equal(1, _monitor.Current.Version);
    }

    [Fact]
    public async Task Apply_Change_IsInForceWhenItReturns()
    {
        var applied = await ApplyAsync(TimeProvider.System);

        Assert.True(applied.InForce);
        Assert.Same(applied.Revision, _monitor.Current.Revision);
    }

    [Fact]
    public async Task Apply_NothingDifferentFromWhatIsSavedAndNotInForce_SaysSo()
    {
        var clock = new HurriedClock(PolicyService.Patience);
        _history.HoldsCertificates = false;
        await ApplyAsync(clock);

        var again = await ApplyAsync(clock);

        Assert.Equal((2, false, false), (again.Revision.Version, again.Changed, again.InForce));
    }

    [Fact]
    public async Task Apply_WhatIsSavedAndNotInForce_BringsItIntoForce()
    {
        _history.HoldsCertificates = false;
        await ApplyAsync(new HurriedClock(PolicyService.Patience));
        _history.HoldsCertificates = true;

        var again = await ApplyAsync(TimeProvider.System);

        Assert.Equal((2, false, true), (again.Revision.Version, again.Changed, again.InForce));
        Assert.Equal(2, _monitor.Current.Version);
    }

    private async Task<ApplyResult.Applied> ApplyAsync(TimeProvider clock)
    {
        using var activation = new PolicyActivation(_history, _monitor, new FormerKeys());
        var service = new PolicyService(_history, activation, new NoDecisions(), clock);
        var latest = (await _history.ReadLatestAsync(CancellationToken.None))!;
        var change = PolicyChange.OfList(EventListKind.AnonymousWithoutJwt, ["page.visit"]);
        return Assert.IsType<ApplyResult.Applied>(await service.ApplyAsync(change, latest.Version, "anna@shop.example", rebase: true, CancellationToken.None));
    }
}
