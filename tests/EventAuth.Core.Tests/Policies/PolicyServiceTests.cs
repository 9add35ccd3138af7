using EventAuth.Core.Policies;
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
        var applied = await ApplyAsync(new HurriedClock(PolicyService.Patience));

        Assert.Equal((2, true, false), (applied.Revision.Version, applied.Changed, applied.InForce));
        Assert.Equal(2, (await _history.ReadLatestAsync(CancellationToken.None))!.Version);
        Assert.Equal(1, _monitor.Current.Version);
    }

    [Fact]
    public async Task Apply_InForceInTime_SaysSo()
    {
        var applying = ApplyAsync(TimeProvider.System);
        Assert.False(applying.IsCompleted);

        _monitor.Publish(PolicySnapshot.Compile((await _history.ReadLatestAsync(CancellationToken.None))!));

        Assert.True((await applying).InForce);
    }

    [Fact]
    public async Task Apply_NothingDifferentFromWhatIsSavedAndNotInForce_SaysSo()
    {
        var clock = new HurriedClock(PolicyService.Patience);
        await ApplyAsync(clock);

        var again = await ApplyAsync(clock);

        Assert.Equal((2, false, false), (again.Revision.Version, again.Changed, again.InForce));
    }

    private async Task<ApplyResult.Applied> ApplyAsync(TimeProvider clock)
    {
        var service = new PolicyService(_history, _monitor, clock);
        var latest = (await _history.ReadLatestAsync(CancellationToken.None))!;
        var change = PolicyChange.OfList(EventListKind.AnonymousWithoutJwt, ["page.visit"]);
        return Assert.IsType<ApplyResult.Applied>(await service.ApplyAsync(change, latest.Version, "anna@shop.example", rebase: true, CancellationToken.None));
    }
}
