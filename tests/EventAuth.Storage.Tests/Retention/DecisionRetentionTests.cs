using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Storage.Counts;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Retention;

public abstract class DecisionRetentionTests(bool onServer) : IAsyncLifetime
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private const string Rejections = """SELECT count(*) FROM "Rejections" """;

    private static readonly DateTimeOffset Old = Now.AddDays(-31);

    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StartAsync(onServer, clock: new FixedClock { UtcNow = Now.AddMinutes(1) });

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task Rejections_WhoseTimeIsOver_GoAndAcceptedEventsStay()
    {
        var rejecting = Snapshot(withJwt: "shop.order");
        await _storage.AppendAllAsync(Enumerable.Range(0, 500).Select(_ => Entry(U1, "shop.order", at: Old)), rejecting);
        await _storage.AppendAllAsync(Enumerable.Repeat(Entry(U1, at: Old), DecisionTally.StretchLength));
        await _storage.AppendAsync(Entry(U1, "shop.order"), rejecting);

        await _storage.RunRetentionAsync();

        Assert.Equal(1, _storage.ReadNumber(Rejections));
        Assert.Single(await RejectedAsync());
        Assert.Equal(DecisionTally.StretchLength, _storage.ReadNumber("""SELECT count(*) FROM "Events" WHERE "EventId" IS NOT NULL"""));
        Assert.Equal(0, await _storage.RunRetentionAsync());
    }

    [Fact]
    public async Task Rejections_ThatAreNotInTheCountsYet_StayUntilTheyAre()
    {
        await _storage.AppendAsync(Entry(U1, "shop.order", at: Old), Snapshot(withJwt: "shop.order"));

        await _storage.RunRetentionAsync();

        // On the server they are counted with the transaction that writes them.
        Assert.Equal(onServer ? 0 : 1, _storage.ReadNumber(Rejections));
    }

    [Fact]
    public async Task Counts_StayAsLongAsTheyAreShown()
    {
        var rejecting = Snapshot(withJwt: "shop.order");
        var (rounds, deleted) = (0, 0);

        // The round that begins with the program may come first, once: then there is nothing left to delete.
        for (; rounds < 2 && deleted == 0; rounds++)
        {
            await _storage.AppendAsync(Entry(U1, "shop.order", at: Now.AddDays(-29)), rejecting);
            await _storage.AppendAllAsync(Enumerable.Repeat(Entry(U1), DecisionTally.StretchLength));
            deleted = await _storage.RunRetentionAsync();
        }

        Assert.True(deleted > 0);
        var month = await _storage.Counts.ReadAsync(OverviewSpan.Month, CancellationToken.None);
        Assert.Equal((rounds * DecisionTally.StretchLength, rounds), (month.Accepted, month.Rejected));
        Assert.Equal(0, _storage.ReadNumber($"""SELECT count(*) FROM "DecisionCounts" WHERE "Width" = 60 AND "Period" < {Now.AddDays(-3).ToUnixTimeSeconds()}"""));
    }

    private Task<IReadOnlyList<DecisionRecord>> RejectedAsync() => _storage.Decisions.ReadAsync(new DecisionFilter(Accepted: false), null, 10, CancellationToken.None);
}

public sealed class DecisionRetentionOnSqliteTests() : DecisionRetentionTests(onServer: false);

public sealed class DecisionRetentionOnPostgresTests() : DecisionRetentionTests(onServer: true);
