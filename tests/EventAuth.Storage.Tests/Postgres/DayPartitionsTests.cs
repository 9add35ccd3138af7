using EventAuth.Core.Decisions;
using EventAuth.Storage.Postgres.Days;
using EventAuth.Testing;
using Microsoft.EntityFrameworkCore;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Postgres;

/// <summary>Days of events come by themselves, and rejected ones go as a whole.</summary>
public sealed class DayPartitionsTests : IAsyncLifetime
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";

    private static readonly long Today = EventDayRecord.Of(Now.ToUnixTimeMilliseconds());

    private StorageFixture _storage = null!;

    public async Task InitializeAsync()
    {
        var server = await MigratedDatabase.NewAsync(now: null);
        _storage = await StartAsync(options => options with { Server = server }, clock: new FixedClock { UtcNow = Now });
    }

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task Start_NewDatabase_HasTodayAndTheDaysAhead()
    {
        foreach (var table in (string[])["EventsAccepted", "EventsRejected", "Rejections"])
        {
            Assert.Equal(DaysFrom(Today), (await DaysAsync(table)).Order());
        }
    }

    [Fact]
    public async Task Retention_AfterRejectionsTime_DropsTheirDaysAndKeepsAcceptedEvents()
    {
        var policy = Snapshot(anonymous: "page.visit", withJwt: "shop.order");
        await _storage.AppendAsync(Entry(U1), policy);
        await _storage.AppendAsync(Entry(U1, "shop.order"), policy);
        Assert.Equal(1, Count("EventsRejected_20261122"));
        Assert.Equal(1, Count("EventsAccepted_20261122"));

        _storage.Clock.Advance(TimeSpan.FromDays(32));
        await WaitAsync(async () =>
        {
            await _storage.RunRetentionAsync();
            return !(await DaysAsync("EventsRejected")).Contains(Today) && !(await DaysAsync("Rejections")).Contains(Today);
        });

        Assert.Contains(Today, await DaysAsync("EventsAccepted"));
        Assert.Equal(DaysFrom(Today + (32 * EventDayRecord.Length)), (await DaysAsync("EventsRejected")).Order().TakeLast(DayPartitions.Ahead + 1));
        Assert.Equal((0, 0, 1), (Count("Rejections"), Count("EventsRejected"), Count("EventsAccepted")));
        Assert.Empty(await ReadAsync(new DecisionFilter(Accepted: false)));
        Assert.Single(await ReadAsync(new DecisionFilter()));
    }

    [Fact]
    public async Task Retention_RejectionsOutsideOfTheDays_GoToo()
    {
        var policy = Snapshot(withJwt: "shop.order");
        await _storage.AppendAsync(Entry(U1, "shop.order", at: Now.AddDays(-40)), policy);
        await _storage.AppendAsync(Entry(U1, "shop.order", at: Now.AddDays(-20)), policy);

        await WaitAsync(async () =>
        {
            await _storage.RunRetentionAsync();
            return Count("Rejections") == 1 && Count("EventsRejected") == 1;
        });

        Assert.Equal(Now.AddDays(-20), Assert.Single(await ReadAsync(new DecisionFilter())).Time);
    }

    [Fact]
    public async Task Day_ThatHasRowsAlready_TakesThemIn()
    {
        await _storage.AppendAsync(Entry(U1, at: Now.AddDays(10)));
        Assert.Equal(1, Count("EventsAccepted_Other"));

        await using var context = await _storage.Contexts.CreateDbContextAsync();
        await DayPartitions.MakeAsync(context, Now.AddDays(9), CancellationToken.None);

        Assert.Equal((0, 1), (Count("EventsAccepted_Other"), Count("EventsAccepted_20261202")));
        Assert.Single(await ReadAsync(new DecisionFilter()));
    }

    [Fact]
    public async Task Read_EventsOfManyDaysOutOfOrder_FindsThemByTheirIds()
    {
        var random = new Random(5);
        var policy = Snapshot(anonymous: "page.visit", withJwt: "shop.order");
        var events = Enumerable.Range(0, 3_000)
            .Select(i => Entry(U1, i % 3 == 0 ? "shop.order" : "page.visit", at: Now.AddDays((i / 300) - 9 + (random.Next(40) == 0 ? -30 : 0))))
            .ToList();
        await _storage.AppendAllAsync(events, policy);
        DecisionFilter[] filters =
        [
            new(), new(Accepted: true), new(Accepted: false), new(Action: "shop.order"), new() { AfterId = 1_000 },
            new(Since: Now.AddDays(-6)), new(Since: Now.AddDays(-35)) { Until = Now.AddDays(-4) }, new() { Customer = U1 },
        ];
        foreach (var filter in filters)
        {
            var ids = new List<long>();
            DecisionPage page;
            do
            {
                page = await _storage.Decisions.ReadPageAsync(filter, ids.Count == 0 ? null : ids[^1], 70, CancellationToken.None);
                ids.AddRange(page.Records.Select(record => record.Id));
            }
            while (page.Next is not null);

            var expected = events.Select((entry, i) => (entry.ReceivedAt, Accepted: i % 3 != 0, Id: i + 1L)).Where(row =>
                filter.Accepted is not { } accepted || accepted == row.Accepted)
                .Where(row => filter.Action is null || !row.Accepted)
                .Where(row => row.Id > filter.AfterId && !(row.ReceivedAt < filter.Since) && !(row.ReceivedAt >= filter.Until))
                .Select(row => row.Id).Reverse();
            Assert.Equal(expected, ids);
        }
    }

    [Fact]
    public async Task Find_ById_OpensOneDay()
    {
        await _storage.AppendAsync(Entry(U1));
        await _storage.AppendAsync(Entry(U1, at: Now.AddDays(1)));
        await _storage.AppendAsync(Entry(U1, salt: "once"));

        Assert.Equal(Now.AddDays(1), (await _storage.Decisions.FindAsync(2, CancellationToken.None))!.Time);
        Assert.Null(await _storage.Decisions.FindAsync(4, CancellationToken.None));
        foreach (var record in await ReadAsync(new DecisionFilter()))
        {
            Assert.Equal(record.Id, (await _storage.Decisions.FindByEventAsync(record.EventId!.Value, CancellationToken.None))!.Id);
        }

        var plan = string.Join('\n', _storage.Read(
            $"""
            EXPLAIN SELECT * FROM "Events" e LEFT JOIN "Rejections" r ON r."Id" = e."Id" AND r."ReceivedAt" = e."ReceivedAt"
            WHERE e."ReceivedAt" >= {Today} AND e."ReceivedAt" < {Today + EventDayRecord.Length} AND e."Reason" < 20 AND e."Id" = 1
            """));
        Assert.Contains("EventsAccepted_20261122", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("EventsAccepted_20261123", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("EventsRejected", plan, StringComparison.Ordinal);
    }

    private static IEnumerable<long> DaysFrom(long first) => Enumerable.Range(0, DayPartitions.Ahead + 1).Select(i => first + (i * EventDayRecord.Length));

    // The work in the background may be at it already.
    private static async Task WaitAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            await Task.Delay(10);
        }
    }

    private async Task<List<long>> DaysAsync(string table)
    {
        await using var context = await _storage.Contexts.CreateDbContextAsync();
        return await DayPartitions.DaysAsync(context, table, CancellationToken.None);
    }

    private long Count(string table) => _storage.ReadNumber($"""SELECT count(*) FROM "{table}" """);

    private Task<IReadOnlyList<DecisionRecord>> ReadAsync(DecisionFilter filter) =>
        _storage.Decisions.ReadAsync(filter, null, 100, CancellationToken.None);
}
