using EventAuth.Core.Journal;
using EventAuth.Storage.Journal;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

[Collection(nameof(LongHistory))]
public sealed class ActivityRunsTests(LongHistory history)
{
    private const string CompleteRuns = """SELECT count(*) FROM "ActivityRuns" """;
    private const string RowsOfCompleteRuns = """SELECT count(*) FROM "Activities" WHERE "Run" IN (SELECT "Run" FROM "ActivityRuns")""";
    private const string UnfinishedRows = """SELECT count(*) FROM "Activities" WHERE "Run" NOT IN (SELECT "Run" FROM "ActivityRuns")""";
    private const string U1 = "11111111-0000-4000-8000-000000000001";

    [Fact]
    public void LongHistory_AsWritten_HasRunsAndATail()
    {
        Assert.Equal(2, history.Storage.ReadNumber(CompleteRuns));
        Assert.InRange(history.Storage.ReadNumber("""SELECT max("LastEvent") FROM "ActivityRuns" """), 2 * ActivityIndexer.RunLength, LongHistory.Events - 1_000);
        Assert.Equal(history.Storage.ReadNumber("""SELECT max("LastEvent") FROM "ActivityRuns" """), history.Storage.ReadNumber(RowsOfCompleteRuns));
        Assert.InRange(history.Storage.ReadNumber(UnfinishedRows), 1, ActivityIndexer.RunLength - 1);
    }

    [Theory]
    [InlineData(1_000, false)]
    [InlineData(997, false)]
    [InlineData(1_000, true)]
    [InlineData(997, true)]
    public async Task Pages_AcrossRunsAndTail_GoOnWithoutGapOrRepeat(int limit, bool onServer)
    {
        var filled = await history.OnAsync(onServer);

        Assert.Equal(filled.ExpectedOf(LongHistory.Visitor), (await filled.Storage.PagesAsync(LongHistory.Visitor, limit)).Select(activity => activity.EventId));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Merge_HalvesInDifferentRuns_AreReadAsOneHistory(bool onServer)
    {
        var filled = await history.OnAsync(onServer);
        var expected = filled.ExpectedOf(LongHistory.Browser, LongHistory.Customer);

        Assert.Equal(expected, (await filled.Storage.PagesAsync(LongHistory.Browser, 700)).Select(activity => activity.EventId));
        Assert.Equal(expected, (await filled.Storage.PagesAsync(LongHistory.Customer, 1_000)).Select(activity => activity.EventId));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Export_OfALongHistory_HasAllOfItOnceThoseReceivedLastFirst(bool onServer)
    {
        var filled = await history.OnAsync(onServer);
        var profiles = filled.Storage.Profiles;

        var merged = await profiles.ReadAllActivitiesAsync(LongHistory.Browser, CancellationToken.None).ToListAsync();
        var visitor = await profiles.ReadAllActivitiesAsync(LongHistory.Visitor, CancellationToken.None).ToListAsync();

        Assert.Equal(filled.ReceivedFrom(LongHistory.Browser, LongHistory.Customer), merged.Select(activity => activity.EventId));
        Assert.Equal(filled.ReceivedFrom(LongHistory.Visitor), visitor.Select(activity => activity.EventId));
        var links = await profiles.ReadAllLinksAsync(LongHistory.Browser, CancellationToken.None).ToListAsync();
        Assert.Equal(
            (await profiles.ReadLinksAsync(LongHistory.Browser, CancellationToken.None)).Select(link => (link.EventId, link.Value)).ToHashSet(),
            links.Select(link => (link.EventId, link.Value)).ToHashSet());
    }

    [Theory]
    [InlineData(LongHistory.Visitor, false)]
    [InlineData(LongHistory.Customer, false)]
    [InlineData(LongHistory.Visitor, true)]
    [InlineData(LongHistory.Customer, true)]
    public async Task LastSeen_OfAProfileOfManyRuns_IsItsLastEvent(string uuid, bool onServer)
    {
        var storage = (await history.OnAsync(onServer)).Storage;

        Assert.Equal(LongHistory.LastOf(uuid), (await storage.ActivitiesAsync(uuid))[0].ReceivedAt);
        Assert.Equal(LongHistory.LastOf(uuid), (await storage.ProfileAsync(uuid)).LastSeenAt);
        Assert.Contains(uuid, (await storage.Profiles.ReadRecentAsync(25, CancellationToken.None)).SelectMany(profile => profile.Uuids));
    }

    [Fact]
    public async Task LastSeen_OnlyInARun_IsFoundThere()
    {
        await using var storage = await StartAsync();
        await storage.AppendAsync(Entry("22222222-0000-4000-8000-000000000002", at: Now));
        await AppendRunAsync(storage);

        Assert.Equal(1, storage.ReadNumber(CompleteRuns));
        Assert.Equal(Now, (await storage.ProfileAsync("22222222-0000-4000-8000-000000000002")).LastSeenAt);
        Assert.Single(await storage.ActivitiesAsync("22222222-0000-4000-8000-000000000002"));
    }

    [Fact]
    public async Task Rejections_HoweverMany_DoNotLengthenWhatReadersLookThrough()
    {
        await using var storage = await StartAsync();
        await storage.AppendAsync(Entry(U1, at: Now));
        var rejecting = Snapshot(withJwt: "page.visit");
        await storage.AppendAllAsync(Enumerable.Range(0, 60_000).Select(number => Entry(U1, at: Now.AddMinutes(number / RejectionQuota.PerMinute))), rejecting);
        var last = await storage.AppendAsync(Entry(U1, at: Now.AddHours(1)));

        Assert.InRange(
            storage.ReadNumber("""SELECT (SELECT max("Id") FROM "Events") - (SELECT max("LastEvent") FROM "ActivityRuns")"""), 1, 2 * ActivityIndexer.RunLength);
        Assert.Equal(2, (await storage.ActivitiesAsync(U1)).Count);
        Assert.Equal(last.EventId, (await storage.ActivitiesAsync(U1))[0].EventId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_AfterAnEndInTheMiddleOfARun_WritesItAnewAndNothingTwice(bool suddenly)
    {
        await using var storage = await StartAsync();
        var receipts = await storage.AppendAllAsync(Enumerable.Range(0, 18_000).Select(i => Entry(U1, at: Now.AddSeconds(i))));
        Assert.Equal(0, storage.ReadNumber(CompleteRuns));
        Assert.InRange(storage.ReadNumber(UnfinishedRows), 1, 17_999);

        if (!suddenly)
        {
            await storage.RestartAsync();
        }

        await using var again = suddenly ? await storage.StartAfterSuddenEndAsync() : null;
        var after = again ?? storage;
        Assert.Equal(1, after.ReadNumber(CompleteRuns));
        Assert.Equal(0, after.ReadNumber(UnfinishedRows));
        Assert.Equal(ActivityIndexer.RunLength, after.ReadNumber(RowsOfCompleteRuns));
        receipts.AddRange(await after.AppendAllAsync(Enumerable.Range(18_000, 30_000).Select(i => Entry(U1, at: Now.AddSeconds(i)))));

        Assert.Equal(2, after.ReadNumber(CompleteRuns));
        Assert.Equal(after.ReadNumber("""SELECT count(*) FROM "Activities" """), after.ReadNumber("""SELECT count(DISTINCT "EventId") FROM "Activities" """));
        Assert.Equal(receipts.Select(receipt => receipt.EventId).Reverse(), (await after.PagesAsync(U1, 1_000)).Select(activity => activity.EventId));
    }

    [Fact]
    public async Task Start_AfterAllIsWritten_FindsEverythingAgain()
    {
        await using var again = await history.Storage.StartAfterSuddenEndAsync();

        Assert.Equal(history.ExpectedOf(LongHistory.Visitor), (await again.PagesAsync(LongHistory.Visitor, 1_000)).Select(activity => activity.EventId));
        Assert.Equal(3, again.ReadNumber(CompleteRuns));
    }

    /// <summary>Enough events to fill and write the first run.</summary>
    private static Task<List<JournalReceipt>> AppendRunAsync(StorageFixture storage) =>
        storage.AppendAllAsync(Enumerable.Range(1, 27_000).Select(i => Entry(U1, at: Now.AddSeconds(i))));
}
