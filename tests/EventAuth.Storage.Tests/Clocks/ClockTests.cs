using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Journal;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Journal;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Clocks;

/// <summary>What storage keeps by time, with the clock set ahead and back.</summary>
public abstract class ClockTests(bool onServer)
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private const string Rejections = """SELECT count(*) FROM "Rejections" """;

    private readonly FixedClock _clock = new() { UtcNow = Now };

    public static TheoryData<ClockMove> Moves => new(Enum.GetValues<ClockMove>());

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task Rejections_ClockMoved_GoWhenTheyAreOldAndNotBefore(ClockMove move)
    {
        await using var storage = await StartAsync(onServer, clock: _clock);
        await RejectAsync(storage, 10);
        _clock.UtcNow += move.Before();
        await storage.RunRetentionAsync();
        await RejectAsync(storage, 250);
        _clock.UtcNow += move.After();
        await storage.RunRetentionAsync();
        await storage.RunRetentionAsync();
        Assert.Equal(260, storage.ReadNumber(Rejections));

        // With a clock that is behind, what came before counts as old as what came after it.
        _clock.Advance(TimeSpan.FromDays(32));
        await RejectAsync(storage, 3);
        await storage.RunRetentionAsync();
        _clock.Advance(TimeSpan.FromDays(32));
        await RejectAsync(storage, 2);
        await storage.RunRetentionAsync();
        Assert.Equal(2, storage.ReadNumber(Rejections));
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task TokenGoodForOneRequest_ClockMovedAndRightAgain_IsStillUsed(ClockMove move)
    {
        await using var storage = await StartAsync(onServer, clock: _clock);
        var use = new TokenUse(new string('a', 64), Now.AddHours(1).ToUnixTimeSeconds());
        Assert.True(await IsAcceptedAsync(storage, use));

        _clock.UtcNow += move.Wrong();
        await ForgetTokensAsync(storage);
        _clock.UtcNow = Now;
        if (move.EndsRight())
        {
            await ForgetTokensAsync(storage);
        }

        Assert.False(await IsAcceptedAsync(storage, use));
        Assert.True(await IsAcceptedAsync(storage, use with { Id = new string('b', 64) }));
    }

    [Fact]
    public async Task TokenGoodForOneRequest_LongExpired_IsForgotten()
    {
        await using var storage = await StartAsync(onServer, clock: _clock);
        Assert.True(await IsAcceptedAsync(storage, new TokenUse(new string('a', 64), Now.AddHours(1).ToUnixTimeSeconds())));

        _clock.Advance(TimeSpan.FromHours(26));
        await ForgetTokensAsync(storage);

        Assert.Equal(0, storage.ReadNumber("""SELECT count(*) FROM "UsedTokens" """));
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task Events_ClockMoved_AreKeptUnderTheirOwnIds(ClockMove move)
    {
        await using var storage = await StartAsync(onServer, clock: _clock);
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await storage.AppendAsync(Entry(U1, at: _clock.UtcNow))).EventId);
            ids.Add((await storage.AppendAsync(Entry(null, at: _clock.UtcNow, token: new TokenIdentity(null, null, $"c-{i}")))).EventId);
            _clock.UtcNow += i == 0 ? move.Before() : move.After();
        }

        Assert.Equal(6, ids.Distinct().Count());
        Assert.Equal(3, (await storage.ActivitiesAsync(U1)).Count);
        _clock.UtcNow -= move.After();
        var hour = await storage.Counts.ReadAsync(OverviewSpan.Hour, CancellationToken.None);
        Assert.True(hour.Accepted >= 2, $"{hour.Accepted} counted");
    }

    private async Task RejectAsync(StorageFixture storage, int count)
    {
        await storage.AppendAllAsync(Enumerable.Repeat(Entry(U1, "shop.order", at: _clock.UtcNow), count), Snapshot(withJwt: "shop.order"));

        // In the embedded database rejections stay until a stretch is full.
        await storage.AppendAllAsync(Enumerable.Repeat(Entry(U1, at: _clock.UtcNow), onServer ? 1 : DecisionTally.StretchLength));
    }

    /// <summary>The embedded database forgets used tokens when a run of activities is complete, and the server each minute.</summary>
    private async Task ForgetTokensAsync(StorageFixture storage)
    {
        if (!onServer)
        {
            await storage.AppendAllAsync(Enumerable.Repeat(Entry(U1, at: _clock.UtcNow), ActivityIndexer.RunLength * 2));
            return;
        }

        var now = _clock.UtcNow;
        _clock.Advance(TimeSpan.FromMinutes(2));
        _clock.UtcNow = now;
        await storage.AppendAsync(Entry(U1, at: now));
    }

    private async Task<bool> IsAcceptedAsync(StorageFixture storage, TokenUse use)
    {
        var append = new JournalAppend { Snapshot = Snapshot(), TokenUse = use };
        Entry(U1, at: _clock.UtcNow, token: new TokenIdentity(U1, null, null)).FillInto(append.Add());
        Assert.Equal(AppendStatus.Committed, await storage.Journal.AppendAsync(append));
        return append.Receipts[0].Decision.Accepted;
    }
}

public sealed class ClockOnSqliteTests() : ClockTests(onServer: false);

public sealed class ClockOnPostgresTests() : ClockTests(onServer: true);
