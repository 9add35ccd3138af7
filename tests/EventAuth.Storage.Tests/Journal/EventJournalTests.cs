using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

public abstract class EventJournalTests(bool onServer) : IAsyncLifetime
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StartAsync(onServer, options => options with { MaxDiscovered = 3, MaxQueuedEvents = 500 });

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task Rejected_CreatesADecisionAndNothingElse()
    {
        var receipt = await _storage.AppendAsync(Entry(U1, "shop.secret"), Snapshot(anonymous: "page.visit"));

        Assert.Equal(DecisionReason.NotAllowedForAnonymous, receipt.Decision.Reason);
        Assert.Null(await _storage.Profiles.FindByUuidAsync(U1, CancellationToken.None));
        Assert.Null(await _storage.Catalog.FindAsync(EventAuth.Core.Policies.EventName.Parse("shop.secret"), CancellationToken.None));
        var decision = Assert.Single(await _storage.Decisions.ReadAsync(new DecisionFilter(Accepted: false), null, 10, CancellationToken.None));
        Assert.Equal("shop.secret", decision.Action);
        Assert.Null(decision.EventId);
    }

    [Fact]
    public async Task Salt_Repeat_AnswersTheFirstIdAndIsStoredOnceAlsoAfterARestart()
    {
        var first = await _storage.AppendAsync(Entry(U1, salt: "s1", time: "2026-11-22T10:00:00Z"));
        var inBatch = await _storage.Journal.AppendAsync([Entry(U1, salt: "s2"), Entry(U1, salt: "s2")], Snapshot());
        await _storage.RestartAsync();

        var again = await _storage.AppendAsync(Entry(U1, salt: "s1", time: "2026-11-22T10:00:00Z"));

        Assert.Equal(first.EventId, again.EventId);
        Assert.Equal(inBatch.Receipts[0].EventId, inBatch.Receipts[1].EventId);
        Assert.Equal(2, (await _storage.ActivitiesAsync(U1)).Count);
    }

    [Fact]
    public async Task Salt_EachPartOfTheKey_TellsEventsApart()
    {
        PlainEvent[] entries =
        [
            Entry(U1, salt: "s", time: "2026-11-22T10:00:00Z"),
            Entry(U1, salt: "s"),
            Entry(U1, salt: "s", time: "2026-11-22T10:00:00.0Z"),
            Entry(U1, "page.other", salt: "s"),
            Entry(U1, salt: "S"),
            Entry("22222222-0000-4000-8000-000000000002", salt: "s"),
            Entry(U1, token: new TokenIdentity(null, null, "c"), salt: "s"),
        ];

        var result = await _storage.Journal.AppendAsync(entries, Snapshot());

        Assert.Equal(entries.Length, result.Receipts.Select(r => r.EventId).Distinct().Count());
    }

    [Fact]
    public async Task Salt_RepeatAfterAMerge_IsStillTheSameEvent()
    {
        var first = await _storage.AppendAsync(Entry(U1, salt: "s"));
        await _storage.AppendAsync(Entry(U1, token: new TokenIdentity(null, null, "c-1")));

        Assert.Equal(first.EventId, (await _storage.AppendAsync(Entry(U1, salt: "s"))).EventId);
        Assert.Equal(2, (await _storage.ActivitiesAsync(U1)).Count);
    }

    [Fact]
    public async Task Salt_RepeatThatWouldBeRejectedNow_IsRejected()
    {
        await _storage.AppendAsync(Entry(U1, salt: "s"));

        var again = await _storage.AppendAsync(Entry(U1, salt: "s"), Snapshot(withJwt: "page.visit"));

        Assert.Equal(DecisionReason.JwtRequired, again.Decision.Reason);
    }

    [Fact]
    public async Task Discovery_UpToTheMost_IsCataloguedThenCounted()
    {
        foreach (var i in Enumerable.Range(0, 5))
        {
            await _storage.AppendAsync(Entry(U1, $"shop.new{i}"));
        }

        Assert.Equal(2, _storage.Catalog.Count.LeftOut);
        Assert.Equal("Shop new0", (await _storage.Catalog.FindAsync(EventAuth.Core.Policies.EventName.Parse("shop.new0"), CancellationToken.None))!.DisplayName);
        Assert.Equal(5, (await _storage.ActivitiesAsync(U1)).Count);
        await _storage.RestartAsync();
        Assert.Equal(Now, (await _storage.Catalog.FindAsync(EventAuth.Core.Policies.EventName.Parse("shop.new2"), CancellationToken.None))!.LastSeenAt);
    }

    [Fact]
    public async Task Activities_PagesOfALongHistory_GoOnWithoutGapOrRepeat()
    {
        await _storage.Journal.AppendAsync([.. Enumerable.Range(0, 25).Select(i => Entry(U1, at: Now.AddMinutes(i / 5)))], Snapshot());

        var all = await _storage.ActivitiesAsync(U1);
        var paged = new List<Guid>();
        EventAuth.Core.Profiles.ActivityPosition? after = null;
        while (await _storage.Profiles.ReadActivitiesAsync(U1, after, 7, CancellationToken.None) is { Count: > 0 } page)
        {
            paged.AddRange(page.Select(a => a.EventId));
            after = new(page[^1].Time, page[^1].ReceivedAt, page[^1].EventId);
        }

        Assert.Equal(all.Select(a => a.EventId), paged);
        Assert.Equal(25, paged.Distinct().Count());
        Assert.Equal(all.OrderByDescending(a => a.Time).ThenByDescending(a => a.EventId.ToString()).Select(a => a.EventId), paged);
    }

    [Fact]
    public async Task Queue_MoreThanItHolds_RefusesInsteadOfLosing()
    {
        var result = await _storage.Journal.AppendAsync([.. Enumerable.Repeat(Entry(U1), 501)], Snapshot());

        Assert.Equal(AppendStatus.Overloaded, result.Status);
        Assert.Empty(await _storage.ActivitiesAsync(U1));
        Assert.Equal(AppendStatus.Committed, (await _storage.Journal.AppendAsync([Entry(U1)], Snapshot())).Status);
    }

    [Fact]
    public async Task Recorded_Rejection_CanBeReadWithItsCause()
    {
        Assert.True(_storage.Journal.TryRecord(new RejectionEntry(DecisionReason.InvalidToken, "page.visit", "WrongSignature", 3, Now, 7, "c1")));
        await _storage.AppendAsync(Entry(U1));

        var decision = Assert.Single(await _storage.Decisions.ReadAsync(new DecisionFilter(Reason: DecisionReason.InvalidToken), null, 10, CancellationToken.None));
        Assert.Equal(("WrongSignature", 3, "c1"), (decision.Cause, decision.Count, decision.CertificateId));
    }

    [Fact]
    public async Task Concurrent_ManyRequests_AreAllKeptOnce()
    {
        var appended = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => _storage.AppendAsync(Entry(U1, salt: $"s{i % 100}"))));

        Assert.Equal(100, appended.Select(r => r.EventId).Distinct().Count());
        Assert.Equal(100, (await _storage.ActivitiesAsync(U1)).Count);
    }
}

/// <summary>On the embedded database.</summary>
public sealed class EmbeddedEventJournalTests() : EventJournalTests(onServer: false);

/// <summary>On PostgreSQL.</summary>
public sealed class ServerEventJournalTests() : EventJournalTests(onServer: true);
