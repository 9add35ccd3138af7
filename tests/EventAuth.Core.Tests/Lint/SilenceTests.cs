using EventAuth.Core.Catalog;
using EventAuth.Core.Lint;
using EventAuth.Core.Policies;
using EventAuth.Core.Tests.Policies;
using EventAuth.Testing;
using static EventAuth.Testing.Policies.Listed;

namespace EventAuth.Core.Tests.Lint;

/// <summary>From when on it counts that an event does not arrive.</summary>
public sealed class SilenceTests : IDisposable
{
    private static readonly EventPolicy Listing = EventPolicy.Empty.With(WithoutJwt, "cart.add", "client.login");
    private readonly PolicyHistory _history = new();
    private readonly PolicyMonitor _monitor = new();
    private readonly ManualClock _clock = new(Now);
    private readonly PolicyLint _lint;

    public SilenceTests() => _lint = new PolicyLint(new SmallCatalog(Entry("client.login", 0)), _history, _monitor, _clock);

    public void Dispose() => _lint.Dispose();

    [Theory]
    [InlineData(89, false)]
    [InlineData(90, true)]
    public async Task Find_InstallationSoManyDaysOld_SaysNothingBeforeNinety(int days, bool reported)
    {
        Apply(Now.AddDays(-days), Listing);

        Assert.Equal(reported, await IsReportedAsync(Listing));
    }

    [Theory]
    [InlineData(89, false)]
    [InlineData(90, true)]
    public async Task Find_EventListedSoManyDaysAgo_SaysNothingBeforeNinety(int days, bool reported)
    {
        Apply(Now.AddDays(-300), EventPolicy.Empty.With(WithoutJwt, "client.login"));
        Apply(Now.AddDays(-days), Listing);
        Apply(Now.AddDays(-1), Listing.With(Anonymous, "page.visit"));

        Assert.Equal(reported, await IsReportedAsync(_monitor.Current.Revision.Policy));
    }

    [Fact]
    public async Task Find_EventTakenOffAndListedAgain_CountsFromTheSecondTime()
    {
        Apply(Now.AddDays(-300), Listing);
        Apply(Now.AddDays(-20), EventPolicy.Empty.With(WithoutJwt, "client.login"));
        Apply(Now.AddDays(-10), Listing);

        Assert.False(await IsReportedAsync(Listing));
    }

    [Fact]
    public async Task Find_EventThatIsInADraftOnly_SaysNothing()
    {
        Apply(Now.AddDays(-300), EventPolicy.Empty.With(WithoutJwt, "client.login"));

        Assert.False(await IsReportedAsync(Listing));
    }

    [Fact]
    public async Task Find_AskedAgainAfterTimeAndChanges_FollowsThem()
    {
        Apply(Now.AddDays(-300), EventPolicy.Empty.With(WithoutJwt, "client.login"));
        Apply(Now, Listing);
        Assert.False(await IsReportedAsync(Listing));

        _clock.Advance(TimeSpan.FromDays(90));
        Assert.True(await IsReportedAsync(Listing));
        Apply(_clock.GetUtcNow(), EventPolicy.Empty.With(WithoutJwt, "client.login"));
        Apply(_clock.GetUtcNow(), Listing);
        Assert.False(await IsReportedAsync(Listing));
    }

    [Fact]
    public async Task Find_MoreVersionsThanAreReadBack_SaysNothingOfWhatMayBeNew()
    {
        Apply(Now.AddDays(-300), Listing);
        for (var version = 0; version <= ListHistory.MaxVersions; version++)
        {
            Apply(Now.AddDays(-10), Listing.With(Anonymous, $"page.{version}"));
        }

        Assert.False(await IsReportedAsync(Listing));
        Assert.InRange(_history.Reads, 1, ListHistory.MaxVersions);
    }

    private void Apply(DateTimeOffset at, EventPolicy policy) => _monitor.Publish(PolicySnapshot.Compile(_history.Append(policy, at)));

    private async Task<bool> IsReportedAsync(EventPolicy policy) =>
        (await _lint.FindAsync(policy, CancellationToken.None)).Any(finding => finding.Kind == PolicyFindingKind.NotSeen);
}
