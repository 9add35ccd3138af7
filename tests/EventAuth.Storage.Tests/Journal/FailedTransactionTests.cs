using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

/// <summary>Transactions that really fail: refused by the database, or blocked by somebody else's lock.</summary>
public abstract class FailedTransactionTests(bool onServer) : IAsyncLifetime
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private const string U2 = "22222222-0000-4000-8000-000000000002";
    private const string Failing = "shop.fail";

    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StartAsync(onServer, options => options with { WriterPatience = TimeSpan.FromMilliseconds(50) });

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task Failure_InOneEventOfARequest_KeepsNothingOfIt()
    {
        MakeFail();
        var result = await _storage.Journal.AppendAsync([Entry(U1, "shop.new", email: "a@b.example"), Entry(U2, Failing)], Snapshot());

        Assert.Equal(AppendStatus.Unavailable, result.Status);
        Assert.Equal(0, _storage.ReadNumber("""SELECT (SELECT count(*) FROM "Events") + (SELECT count(*) FROM "Profiles") + (SELECT count(*) FROM "Identifiers") + (SELECT count(*) FROM "ProfileLinks")"""));
        Assert.Null(await _storage.Catalog.FindAsync(EventName.Parse("shop.new"), CancellationToken.None));
        Assert.Null(await _storage.LastSeenAsync("page.visit"));
    }

    [Fact]
    public async Task Failure_WhateverWasInTheTransaction_IsNotBelievedInAfterwards()
    {
        MakeFail();
        await _storage.Journal.AppendAsync([Entry(U1, email: "a@b.example"), Entry(U2, Failing)], Snapshot());

        // If it had been remembered, the first would be known, and the second would conflict with it.
        Assert.Equal(DecisionReason.AnonymousListEmpty, (await _storage.AppendAsync(Entry(U1))).Decision.Reason);
        await _storage.AppendAsync(Entry(U2, email: "a@b.example"));

        Assert.Null((await _storage.ProfileAsync(U1)).Email);
        Assert.Equal("a@b.example", (await _storage.ProfileAsync(U2)).Email);
        Assert.False(Assert.Single(await _storage.ActivitiesAsync(U2)).Conflict);
    }

    [Fact]
    public async Task Failure_ChangeOfAKnownProfile_IsTakenBack()
    {
        await _storage.AppendAsync(Entry(null, token: new TokenIdentity(U1, "old@b.example", "c-1")));
        MakeFail();
        await _storage.Journal.AppendAsync([Entry(null, token: new TokenIdentity(U1, "new@b.example", "c-1")), Entry(U2, Failing)], Snapshot());

        await _storage.AppendAsync(Entry(U2, email: "new@b.example"));

        Assert.Equal("old@b.example", (await _storage.ProfileAsync(U1)).Email);
        Assert.Equal("new@b.example", (await _storage.ProfileAsync(U2)).Email);
    }

    [Fact]
    public async Task Failure_RepeatableEvent_IsNoRepeatWhenSentAgain()
    {
        MakeFail();
        await _storage.Journal.AppendAsync([Entry(U1, salt: "s"), Entry(U2, Failing)], Snapshot());

        var sentAgain = await _storage.AppendAsync(Entry(U1, salt: "s"));

        Assert.Equal(sentAgain.EventId, Assert.Single(await _storage.ActivitiesAsync(U1)).EventId);
    }

    [Fact]
    public async Task Failure_AmongManyRequests_EachIsKeptExactlyWhenItWasTold()
    {
        MakeFail();
        var requests = await Task.WhenAll(Enumerable.Range(0, 400).Select(async i =>
        {
            var action = i % 50 == 7 ? Failing : "page.visit";
            var result = await _storage.Journal.AppendAsync([Entry(U1, action), Entry(U1, action)], Snapshot());
            return (action, result.Status, result.Receipts);
        }));

        Assert.All(requests.Where(request => request.action == Failing), request => Assert.Equal(AppendStatus.Unavailable, request.Status));
        Assert.DoesNotContain(requests, request => request.Status == AppendStatus.Overloaded);
        Assert.Equal(
            requests.SelectMany(request => request.Receipts).Select(receipt => receipt.EventId).Order(),
            (await _storage.ActivitiesAsync(U1)).Select(activity => activity.EventId).Order());
        await _storage.AppendAsync(Entry(U1));
    }

    [Fact]
    public async Task Lock_LongerThanTheWriterWaits_IsUnavailableAndOverWithTheLock()
    {
        await _storage.AppendAsync(Entry(U1));
        using (_storage.Lock())
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _storage.Journal.AppendAsync([Entry(U1)], Snapshot())));
            Assert.All(results, result => Assert.Equal(AppendStatus.Unavailable, result.Status));
        }

        await _storage.AppendAsync(Entry(U1));

        Assert.Equal(2, (await _storage.ActivitiesAsync(U1)).Count);
    }

    private void MakeFail() => _storage.BreakEvents(Failing);
}

/// <summary>On the embedded database.</summary>
public sealed class EmbeddedFailedTransactionTests() : FailedTransactionTests(onServer: false);

/// <summary>On PostgreSQL.</summary>
public sealed class ServerFailedTransactionTests() : FailedTransactionTests(onServer: true);
