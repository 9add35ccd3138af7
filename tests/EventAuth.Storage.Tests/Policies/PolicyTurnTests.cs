using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Policies;

/// <summary>
/// "Changes do not wait behind a flood of events": they wait for at most one transaction of events, and events for one change at
/// most.
/// </summary>
public abstract class PolicyTurnTests(bool onServer) : IAsyncLifetime
{
    private protected const string U1 = "11111111-0000-4000-8000-000000000001";
    private StorageFixture _storage = null!;

    private protected StorageFixture Storage => _storage;

    public async Task InitializeAsync() => _storage = await StartAsync(onServer);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task Changes_WhileEventsFlood_EachWaitForFewTransactions()
    {
        using var stop = new CancellationTokenSource();
        var flood = Task.WhenAll(Enumerable.Range(0, 16).Select(_ => FloodAsync(stop.Token)));
        var passed = new List<long>();
        for (var version = 2; version < 12; version++)
        {
            var before = Events();
            Assert.True(await _storage.Policies.TryAppendAsync(new PolicyAppend(new PolicyRevision(version, EventPolicy.Initial, "anna", Now, null)), CancellationToken.None));
            passed.Add(Events() - before);
        }

        await stop.CancelAsync();
        await flood;

        // In events, not in time: what was written from before it was asked until after it was done. SQLite's own lock allowed a
        // hundred times as many.
        Assert.InRange(passed.Order().ElementAt(passed.Count / 2), 0, 20_000);
    }

    private async Task FloodAsync(CancellationToken stop)
    {
        var events = Enumerable.Repeat(Entry(U1), 250).ToArray();
        while (!stop.IsCancellationRequested)
        {
            Assert.Equal(AppendStatus.Committed, (await _storage.Journal.AppendAsync(events, Snapshot())).Status);
        }
    }

    private protected long Events() => _storage.ReadNumber("""SELECT coalesce(max("Id"), 0) FROM "Events" """);
}

public sealed class PolicyTurnOnSqliteTests() : PolicyTurnTests(onServer: false)
{
    [Fact]
    public async Task Change_AskedForWhileEventsWait_ComesAfterTheTransactionThatAskedBefore()
    {
        // Nobody can write until all of them have asked.
        await Storage.Turns.TakeAsync(CancellationToken.None);
        var first = Storage.Journal.AppendAsync([Entry(U1)], Snapshot());
        await WaitForAsync(waiting: 1);
        var change = Storage.Policies.TryAppendAsync(new PolicyAppend(new PolicyRevision(2, EventPolicy.Initial, "anna", Now, null)), CancellationToken.None);
        await WaitForAsync(waiting: 2);
        var ours = Storage.Turns.TakeAsync(CancellationToken.None);
        var later = Enumerable.Range(0, 18).Select(_ => Storage.Journal.AppendAsync(Enumerable.Repeat(Entry(U1), 1_000).ToArray(), Snapshot())).ToList();
        Storage.Turns.GiveBack();
        await ours;
        if (Version() < 2)
        {
            // Background work asked before the change. It has the turn before ours comes again.
            ours = Storage.Turns.TakeAsync(CancellationToken.None);
            Storage.Turns.GiveBack();
            await ours;
        }

        // The transaction of events that asked before and one more at most, then the change; and few of the 18,000 events that came after it.
        Assert.Equal(2, Version());
        Assert.InRange(Events(), 1, 1_001);
        Storage.Turns.GiveBack();
        Assert.True(await change);
        Assert.Equal(AppendStatus.Committed, (await first).Status);
        Assert.All(await Task.WhenAll(later), append => Assert.Equal(AppendStatus.Committed, append.Status));
    }

    private long Version() => Storage.ReadNumber("""SELECT max("Version") FROM "PolicyRevisions" """);

    private async Task WaitForAsync(int waiting)
    {
        while (Storage.Turns.Waiting < waiting)
        {
            await Task.Yield();
        }
    }
}

public sealed class PolicyTurnOnPostgresTests() : PolicyTurnTests(onServer: true);
