using EventAuth.Admin.Components.Live;
using EventAuth.Core.Decisions;

namespace EventAuth.Admin.Tests.Components.Live;

public sealed class DecisionFeedTests
{
    private readonly RecordedDecisions _decisions = new();

    [Fact]
    public async Task Poll_First_BringsTheNewestFifty()
    {
        _decisions.AddMany(60);
        var feed = await BeginAsync();

        Assert.Equal(Ids(60, 50), feed.Rows.Select(row => row.Id));
        Assert.True(feed.HasOlder);
    }

    [Fact]
    public async Task Poll_NothingNew_AsksForTheLastIdAlone()
    {
        _decisions.AddMany(3);
        var feed = await BeginAsync();

        Assert.False(await PollAsync(feed));
        Assert.Single(_decisions.Asked);
    }

    [Fact]
    public async Task Poll_FewNew_PutsThemInFront()
    {
        _decisions.AddMany(3);
        var feed = await BeginAsync();
        _decisions.AddMany(2);

        Assert.True(await PollAsync(feed));
        Assert.Equal(Ids(5, 5), feed.Rows.Select(row => row.Id));
        Assert.False(feed.HasOlder);
    }

    [Fact]
    public async Task Poll_MoreThanIsTaken_LeavesNoGap()
    {
        _decisions.AddMany(10);
        var feed = await BeginAsync();
        _decisions.AddMany(500);

        await PollAsync(feed);

        Assert.Equal(Ids(510, 50), feed.Rows.Select(row => row.Id));
        Assert.True(feed.HasOlder);
    }

    [Fact]
    public async Task Poll_AgainAndAgain_NeverKeepsMoreThanTwoHundred()
    {
        var feed = await BeginAsync();
        for (var round = 0; round < 10; round++)
        {
            _decisions.AddMany(40);
            await PollAsync(feed);
        }

        Assert.Equal(Ids(400, 200), feed.Rows.Select(row => row.Id));
        Assert.True(feed.HasOlder);
    }

    [Fact]
    public async Task Poll_NothingFitsForLong_LooksThroughNothingTwice()
    {
        var feed = new DecisionFeed(_decisions, new DecisionFilter(Accepted: false));
        await PollAsync(feed);
        _decisions.AddMany(40);
        Assert.False(await PollAsync(feed));
        _decisions.Add(DecisionReason.JwtRequired);

        await PollAsync(feed);

        Assert.Equal(40, _decisions.Asked[^1].AfterId);
        Assert.Equal(41, Assert.Single(feed.Rows).Id);
    }

    [Fact]
    public async Task Pause_MoreCome_CountsThemAndBringsThemAfterResume()
    {
        _decisions.AddMany(2);
        var feed = await BeginAsync();
        feed.Pause();
        _decisions.AddMany(3);

        Assert.True(await PollAsync(feed));
        Assert.Equal((3, 2), (feed.CameSince, feed.Rows.Count));
        Assert.False(await PollAsync(feed));
        feed.Resume();
        await PollAsync(feed);

        Assert.Equal((0, 5), (feed.CameSince, feed.Rows.Count));
    }

    [Fact]
    public async Task Hold_MoreCome_CountsThemAndFollowsOnceLetGo()
    {
        _decisions.AddMany(2);
        var feed = await BeginAsync();
        feed.IsHeld = true;
        _decisions.AddMany(3);

        Assert.True(await PollAsync(feed));
        Assert.Equal((3, 2), (feed.CameSince, feed.Rows.Count));
        feed.IsHeld = false;
        Assert.True(await PollAsync(feed));

        Assert.Equal((0, 5), (feed.CameSince, feed.Rows.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ShowNew_RowsStandStill_BringsWhatCameAndStandsStillAgain(bool paused)
    {
        _decisions.AddMany(2);
        var feed = await BeginAsync();
        feed.IsHeld = true;
        if (paused)
        {
            feed.Pause();
        }

        _decisions.AddMany(3);
        await PollAsync(feed);
        await feed.ShowNewAsync(CancellationToken.None);
        Assert.Equal((0, 5), (feed.CameSince, feed.Rows.Count));
        _decisions.AddMany(1);
        await PollAsync(feed);

        Assert.Equal((1, 5), (feed.CameSince, feed.Rows.Count));
    }

    [Fact]
    public async Task LetGo_NothingOfWhatCameFits_IsDrawnForTheCount()
    {
        var feed = new DecisionFeed(_decisions, new DecisionFilter(Accepted: false)) { IsHeld = true };
        await PollAsync(feed);
        _decisions.AddMany(3);
        await PollAsync(feed);
        Assert.Equal(3, feed.CameSince);
        feed.IsHeld = false;

        Assert.True(await PollAsync(feed));
        Assert.Equal(0, feed.CameSince);
    }

    [Fact]
    public async Task ShowNew_AfterTheNewestRowsWereLetGo_BeginsAnew()
    {
        _decisions.AddMany(300);
        var feed = await BeginAsync();
        for (var page = 0; page < 4; page++)
        {
            await feed.ShowOlderAsync(CancellationToken.None);
        }

        await feed.ShowNewAsync(CancellationToken.None);

        Assert.Equal(Ids(300, 50), feed.Rows.Select(row => row.Id));
    }

    [Fact]
    public async Task ShowOlder_ToTheEnd_GoesOnBeforeTheLastRowAndPauses()
    {
        _decisions.AddMany(120);
        var feed = await BeginAsync();

        await feed.ShowOlderAsync(CancellationToken.None);
        Assert.True(feed is { HasOlder: true, IsPaused: true });
        await feed.ShowOlderAsync(CancellationToken.None);

        Assert.Equal(Ids(120, 120), feed.Rows.Select(row => row.Id));
        Assert.False(feed.HasOlder);
    }

    [Fact]
    public async Task Resume_AfterTheNewestRowsWereLetGo_BeginsAnew()
    {
        _decisions.AddMany(300);
        var feed = await BeginAsync();
        for (var page = 0; page < 4; page++)
        {
            await feed.ShowOlderAsync(CancellationToken.None);
        }

        Assert.Equal(Ids(250, 200), feed.Rows.Select(row => row.Id));
        feed.Resume();
        await PollAsync(feed);

        Assert.Equal(Ids(300, 50), feed.Rows.Select(row => row.Id));
    }

    [Fact]
    public async Task Poll_StorageFails_KeepsTheRowsAndGoesOnAfterwards()
    {
        _decisions.AddMany(2);
        var feed = await BeginAsync();
        _decisions.Fails = true;

        Assert.True(await PollAsync(feed));
        Assert.False(await PollAsync(feed));
        Assert.Equal(2, feed.Rows.Count);
        Assert.NotNull(feed.Trouble);
        await feed.ShowOlderAsync(CancellationToken.None);
        _decisions.Fails = false;
        feed.Resume();
        _decisions.AddMany(1);

        Assert.True(await PollAsync(feed));
        Assert.Equal(3, feed.Rows.Count);
        Assert.Null(feed.Trouble);
    }

    [Fact]
    public async Task Poll_StorageFailsAtFirst_BeginsWhenItCan()
    {
        _decisions.AddMany(2);
        _decisions.Fails = true;
        var feed = await BeginAsync();
        Assert.False(feed.IsLoaded);
        _decisions.Fails = false;

        await PollAsync(feed);

        Assert.Equal(2, feed.Rows.Count);
    }

    private static IEnumerable<long> Ids(int newest, int count) => Enumerable.Range(0, count).Select(back => (long)(newest - back));

    private static Task<bool> PollAsync(DecisionFeed feed) => feed.PollAsync(CancellationToken.None);

    private async Task<DecisionFeed> BeginAsync()
    {
        var feed = new DecisionFeed(_decisions, new DecisionFilter());
        await PollAsync(feed);
        return feed;
    }
}
