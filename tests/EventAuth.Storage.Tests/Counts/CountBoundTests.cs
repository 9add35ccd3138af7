using EventAuth.Core.Catalog;
using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Policies;
using EventAuth.Storage.Counts;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Counts;

/// <summary>
/// "Counts by name are bounded": however many names are sent, they fill a limited number of rows, and the totals stay exact.
/// </summary>
public abstract class CountBoundTests(bool onServer) : IAsyncLifetime
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private const int Names = 2 * DecisionTally.StretchLength;
    private protected const string MostOfAPeriod = """SELECT max("n") FROM (SELECT count(*) AS "n" FROM "DecisionCounts" WHERE "Action" <> '' GROUP BY "Width", "Period") AS "Counted" """;

    private StorageFixture _storage = null!;

    private protected StorageFixture Storage => _storage;

    public async Task InitializeAsync() => _storage = await StartAsync(onServer, options => options with { MaxDiscovered = 5_000 }, clock: new FixedClock { UtcNow = Now.AddMinutes(30) });

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task Counts_OfManyNames_HaveABoundedNumberOfRowsAndExactTotals()
    {
        // Names that people entered, among a flood of others.
        await _storage.Catalog.TryAddAsync(new EventDefinition(EventName.Parse("shop.own"), "Own", "", "", EventSource.Custom, null), CancellationToken.None);
        await _storage.AppendAllAsync(Enumerable.Range(0, Names).Select(i => Entry(U1, $"flood.{i}")));
        await _storage.AppendAllAsync(Enumerable.Repeat(Entry(U1, "shop.own"), 500));
        await _storage.AppendAllAsync(Enumerable.Range(0, Names).Select(i => Entry(U1, $"more.{i}")));

        Assert.InRange(_storage.ReadNumber(MostOfAPeriod), 1_000, CountBounds.AllRoom + 1);
        var overview = await _storage.Counts.ReadAsync(OverviewSpan.Day, CancellationToken.None);
        Assert.Equal((2 * Names) + 500, overview.Accepted);
        Assert.Equal(overview.Accepted, overview.Actions.Sum(action => action.Accepted) + overview.OtherActions!.Accepted);
        Assert.Equal("shop.own", overview.Actions[0].Action);
        Assert.Equal(500, (await _storage.Counts.CountByActionAsync([EventName.Parse("shop.own")], Now.AddDays(-1), CancellationToken.None)).Values.Single());
    }

    [Fact]
    public async Task Counts_OfManyRejectedNames_HaveABoundedNumberOfRowsAndExactTotals()
    {
        for (var i = 0; i < Names; i++)
        {
            _storage.Journal.Count(DecisionReason.InvalidToken, EventName.Parse($"flood.{i}"), "k1", 2);
        }

        await BroughtAsync();

        Assert.InRange(_storage.ReadNumber(MostOfAPeriod), 1, CountBounds.AllRoom + 1);
        var overview = await _storage.Counts.ReadAsync(OverviewSpan.Hour, CancellationToken.None);
        Assert.Equal(2 * Names, overview.Rejected);
    }

    [Fact]
    public async Task Counts_AfterARestart_FindTheRoomAsItWas()
    {
        await _storage.AppendAllAsync(Enumerable.Range(0, DecisionTally.StretchLength).Select(i => Entry(U1, $"flood.{i}")));
        await _storage.RestartAsync();
        await _storage.AppendAllAsync(Enumerable.Range(0, DecisionTally.StretchLength).Select(i => Entry(U1, $"more.{i}")));

        Assert.InRange(_storage.ReadNumber(MostOfAPeriod), 1_000, CountBounds.AllRoom + 1);
    }

    [Fact]
    public async Task Read_FullPeriods_AllocatesInProportionToTheBound()
    {
        // As full as an attacker can make them: two spans of 60 minutes.
        for (var minute = 0; minute < 120; minute++)
        {
            Fill(CountBounds.AllRoom, Now.AddMinutes(30 - minute));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var overview = await _storage.Counts.ReadAsync(OverviewSpan.Hour, CancellationToken.None);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(overview.Accepted > 0);
        if (!onServer)
        {
            // It is read on this thread.
            Assert.InRange(allocated, 0, 200L << 20);
        }
    }

    private protected void Fill(int rows, DateTimeOffset? at = null)
    {
        var second = (at ?? Now).ToUnixTimeSeconds();
        _ = _storage.Read(
            $"""
            WITH RECURSIVE "Numbers"("N") AS (SELECT 1 UNION ALL SELECT "N" + 1 FROM "Numbers" WHERE "N" < {rows})
            INSERT INTO "DecisionCounts" ("Width", "Period", "Reason", "Customer", "CertificateId", "Action", "Count")
            SELECT 60, {second - (second % CountBounds.Minute)}, CASE WHEN "N" % 10 = 0 THEN 20 ELSE 5 END, "N" % 2, '', 'old.' || "N", "N"
            FROM "Numbers"
            """);
    }

    private async Task BroughtAsync()
    {
        while (!_storage.RejectionsAreBrought)
        {
            await Task.Delay(10);
        }
    }
}

public sealed class CountBoundOnSqliteTests() : CountBoundTests(onServer: false)
{
    [Fact]
    public async Task Retention_OverCountsOfAnEarlierVersion_KeepsTheLargestAndTheTotals()
    {
        Fill(rows: 30_000);
        var before = await Storage.Counts.ReadAsync(OverviewSpan.Hour, CancellationToken.None);

        // As at the first start of this version.
        await Storage.RestartAsync();
        while (Storage.ReadNumber(MostOfAPeriod) > CountBounds.AllRoom + 4)
        {
            await Storage.RunRetentionAsync();
        }

        Assert.NotInRange(Storage.ReadNumber(MostOfAPeriod), 0, 1);
        var after = await Storage.Counts.ReadAsync(OverviewSpan.Hour, CancellationToken.None);
        Assert.Equal(before.Accepted, after.Accepted);
        Assert.Equal(before.Rejected, after.Rejected);
        Assert.Equal(before.Reasons, after.Reasons);
        Assert.Equal(before.Customers, after.Customers);
        Assert.Equal(before.Actions.Take(100), after.Actions.Take(100));
    }
}

public sealed class CountBoundOnPostgresTests() : CountBoundTests(onServer: true);
