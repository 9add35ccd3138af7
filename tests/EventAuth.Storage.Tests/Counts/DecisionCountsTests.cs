using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Tests.Journal;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Counts;

/// <summary>Each event is counted once, however many there are and wherever the program ends.</summary>
public abstract class DecisionCountsTests(bool onServer) : IAsyncLifetime
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";

    // Two segments and a rest.
    private const int Many = (2 * DecisionTally.StretchLength) + 5_000;

    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StartAsync(onServer, options => options with { WriterPatience = TimeSpan.FromMilliseconds(50) }, clock: new FixedClock { UtcNow = Now.AddMinutes(30) });

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task Read_NothingYet_HasEveryPeriodAndNoEvents()
    {
        var overview = await ReadAsync(OverviewSpan.Hour);

        Assert.Equal(60, overview.Periods.Count);
        Assert.Equal((0, 0), (overview.Accepted, overview.Rejected));
        Assert.Empty(overview.Reasons);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 9, 31, 0, TimeSpan.Zero), overview.From);
    }

    [Fact]
    public async Task Read_FewEvents_TellsThemApart()
    {
        var policy = Snapshot(anonymous: "page.visit", withJwt: "shop.order");
        await _storage.AppendAsync(Entry(U1), policy);
        await _storage.AppendAsync(Entry(U1, "shop.other"), policy);
        await _storage.AppendAsync(Entry(U1, "shop.order"), policy);
        await _storage.AppendAsync(Entry(null, "shop.order", token: LongHistory.Token), policy);
        _storage.Journal.Count(DecisionReason.InvalidToken, EventName.Parse("shop.order"), "k1", 3);
        await BroughtAsync();

        var overview = await ReadAsync(OverviewSpan.Hour);

        Assert.Equal((2, 5), (overview.Accepted, overview.Rejected));
        Assert.Equal(
            [(DecisionReason.InvalidToken, 3), (DecisionReason.ListedWithJwt, 1), (DecisionReason.ListedAnonymous, 1), (DecisionReason.JwtRequired, 1), (DecisionReason.NotAllowedForAnonymous, 1)],
            overview.Reasons.Select(reason => (reason.Reason, reason.Count)));
        Assert.Equal([new ActionCount("shop.order", 1, 4, 0, 0), new ActionCount("page.visit", 1, 0, 0, 0), new ActionCount("shop.other", 0, 1, 0, 0)], overview.Actions);
        Assert.Equal([new CertificateCount(null, 2, 2), new CertificateCount("k1", 0, 3)], overview.Certificates);
        Assert.Equal(new CustomerCount(3, 0, 1, 3), overview.Customers);
        Assert.Equal((2, 2), (overview.Periods[29].Accepted, overview.Periods[29].Rejected));
    }

    [Fact]
    public async Task Read_RejectionsOfSeveralMinutesBroughtTogether_AreEachOfTheirMinute()
    {
        var action = EventName.Parse("shop.order");
        for (var minute = 1; minute <= 3; minute++)
        {
            _storage.Clock.UtcNow = Now.AddMinutes(minute);
            _storage.Journal.Count(DecisionReason.InvalidToken, action, "k1", minute);
            _storage.Journal.Count(DecisionReason.InvalidToken, action, "k1", 10);
        }

        await BroughtAsync();
        _storage.Journal.Count(DecisionReason.InvalidToken, action, "k1", 100);
        await BroughtAsync();

        var periods = (await ReadAsync(OverviewSpan.Hour)).Periods;
        Assert.Equal(
            [(Now.AddMinutes(1), 11L), (Now.AddMinutes(2), 12L), (Now.AddMinutes(3), 113L)],
            periods.Where(period => period.Rejected > 0).Select(period => (period.Start, period.Rejected)));
    }

    [Fact]
    public async Task CountByAction_EventsBeforeAndSince_CountsThoseOfTheNamesSince()
    {
        var policy = Snapshot(anonymous: "page.visit");
        await _storage.AppendAsync(Entry(U1, at: Now.AddHours(-25)), policy);
        await _storage.AppendAsync(Entry(U1, at: Now.AddHours(-23)), policy);
        await _storage.AppendAsync(Entry(U1), policy);
        await _storage.AppendAsync(Entry(U1, "shop.rejected"), policy);
        await _storage.AppendAsync(Entry(U1, "shop.other"), policy);

        var counts = await _storage.Counts.CountByActionAsync(
            [EventName.Parse("page.visit"), EventName.Parse("shop.rejected"), EventName.Parse("shop.never")], Now.AddHours(-24), CancellationToken.None);

        Assert.Equal([("page.visit", 2L), ("shop.rejected", 1L)], counts.Select(count => (count.Key.Value, count.Value)).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_AfterAnEndInTheMiddle_CountsEachEventOnce(bool suddenly)
    {
        await FillAsync();
        var before = await ReadAsync(OverviewSpan.Day);
        if (!onServer)
        {
            Assert.Equal(2, _storage.ReadNumber("""SELECT count(*) FROM "DecisionStretches" """));
        }

        Assert.Equal(Many + 700, before.Accepted + before.Rejected);
        Assert.Equal(_storage.ReadNumber("""SELECT count(*) FROM "Events" WHERE "EventId" IS NOT NULL"""), before.Accepted);

        if (suddenly)
        {
            await using var again = await _storage.StartAfterSuddenEndAsync();
            AssertSame(before, await again.Counts.ReadAsync(OverviewSpan.Day, CancellationToken.None));
        }
        else
        {
            await _storage.RestartAsync();
            AssertSame(before, await ReadAsync(OverviewSpan.Day));
        }
    }

    [Fact]
    public async Task Read_EachSpan_AddsUpToTheSame()
    {
        await FillAsync();
        _storage.Clock.UtcNow = Now.AddMinutes(59);

        foreach (var span in Enum.GetValues<OverviewSpan>())
        {
            var overview = await ReadAsync(span);
            Assert.Equal(Many + 700, overview.Accepted + overview.Rejected);
            Assert.Equal(Many + 700, overview.Customers.Anonymous + overview.Customers.Known + overview.Customers.Authenticated + overview.Customers.NotKnown);
            Assert.Equal(Many + 700, overview.Actions.Sum(action => action.Accepted + action.Rejected));
            Assert.Equal(Many + 700, overview.Reasons.Sum(reason => reason.Count));
        }
    }

    [Fact]
    public async Task Read_SpanBefore_IsToldApart()
    {
        await _storage.AppendAsync(Entry(U1, "page.old", at: Now.AddHours(-1)));
        await _storage.AppendAsync(Entry(U1, "page.new"));
        await _storage.AppendAsync(Entry(U1, "page.old"));

        var overview = await ReadAsync(OverviewSpan.Hour);

        Assert.Equal(2, overview.Accepted);
        Assert.Equal([false, true], overview.Actions.OrderByDescending(action => action.Action).Select(action => action.IsNew));
    }

    [Fact]
    public async Task Failure_OfATransaction_CountsNothingOfIt()
    {
        await _storage.AppendAsync(Entry(U1));
        using (_storage.Lock())
        {
            Assert.Equal(AppendStatus.Unavailable, (await _storage.Journal.AppendAsync([Entry(U1)], Snapshot())).Status);
            _storage.Journal.Count(DecisionReason.InvalidToken, null, null, 2);
        }

        await _storage.AppendAsync(Entry(U1));
        await BroughtAsync();

        var overview = await ReadAsync(OverviewSpan.Hour);
        Assert.Equal((2, 2), (overview.Accepted, overview.Rejected));
    }

    [Fact]
    public async Task Rejections_CountedAndNotBroughtWhenTheProgramEnds_AreCountedAfterIt()
    {
        _storage.Journal.Count(DecisionReason.InvalidToken, null, "k1", 41);
        await using var again = await _storage.StartAfterSuddenEndAsync();
        while ((await again.Counts.ReadAsync(OverviewSpan.Hour, CancellationToken.None)).Rejected != 41)
        {
            await Task.Yield();
        }

        await again.RestartAsync();
        again.Journal.Count(DecisionReason.InvalidToken, null, "k1", 1);
        await BroughtAsync(again);
        Assert.Equal(42, (await again.Counts.ReadAsync(OverviewSpan.Hour, CancellationToken.None)).Rejected);
    }

    [Fact]
    public async Task Flood_OfRejections_WritesFewRowsAndCountsAll()
    {
        var policy = Snapshot(anonymous: "page.visit");
        const int Sent = RejectionQuota.PerMinute + 10_000;

        await _storage.AppendAllAsync(Enumerable.Range(0, Sent).Select(number => Entry(U1, $"bad.{number % 100}")), policy);

        var overview = await ReadAsync(OverviewSpan.Hour);
        Assert.Equal(Sent, overview.Rejected);
        Assert.InRange(_storage.ReadNumber("""SELECT count(*) FROM "Events" """), RejectionQuota.PerMinute, RejectionQuota.PerMinute + (33 * 12));
        Assert.Equal(RejectionQuota.PerMinute, _storage.ReadNumber("""SELECT count(*) FROM "Rejections" WHERE "UuidHash" IS NOT NULL"""));
        await _storage.RestartAsync();
        AssertSame(overview, await ReadAsync(OverviewSpan.Hour));
    }

    private static void AssertSame(DecisionOverview expected, DecisionOverview actual)
    {
        Assert.Equal(expected.Periods, actual.Periods);
        Assert.Equal(expected.Reasons, actual.Reasons);
        Assert.Equal(expected.Actions, actual.Actions);
        Assert.Equal(expected.Certificates, actual.Certificates);
        Assert.Equal(expected.Customers, actual.Customers);
    }

    private async Task FillAsync()
    {
        // Half an hour in total.
        var events = new RandomEvents(7).Take(Many).Select((entry, number) => entry with { ReceivedAt = Now.AddMilliseconds(number * 40), EventSalt = null });
        await _storage.AppendAllAsync(events, RandomEvents.Policy);
        for (var i = 0; i < 700; i++)
        {
            _storage.Journal.Count(DecisionReason.TokenExpired, i % 7 == 0 ? null : EventName.Parse($"shop.order{i % 7}"), "k1", 1);
        }

        await BroughtAsync();
    }

    private Task<DecisionOverview> ReadAsync(OverviewSpan span) => _storage.Counts.ReadAsync(span, CancellationToken.None);

    private Task BroughtAsync() => BroughtAsync(_storage);

    private static async Task BroughtAsync(StorageFixture storage)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!storage.RejectionsAreBrought)
        {
            await ticks.WaitForNextTickAsync();
        }
    }
}

public sealed class DecisionCountsOnSqliteTests() : DecisionCountsTests(onServer: false);

public sealed class DecisionCountsOnPostgresTests() : DecisionCountsTests(onServer: true);
