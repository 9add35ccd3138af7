using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Decisions;

/// <summary>What is counted of a version, and how what Monitor mode accepted is found.</summary>
public abstract class VersionTallyTests(bool onServer) : IAsyncLifetime
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";

    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StartAsync(onServer);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task Tally_OfAVersion_CountsItsDecisionsAfterAnId()
    {
        Assert.Equal(new VersionTally(0, 0, 0), await TallyAsync(2, 0));
        await SendAsync(Of(2), "page.visit", "shop.order");
        var after = await _storage.Decisions.LastIdAsync(CancellationToken.None);
        await SendAsync(Of(2), "page.visit", "page.visit", "shop.order");
        await SendAsync(Of(3), "page.visit", "shop.order", "shop.order");
        await SendAsync(Of(2), "shop.order");
        var last = await _storage.Decisions.LastIdAsync(CancellationToken.None);

        Assert.Equal(new VersionTally(6, 3, last), await TallyAsync(2, 0));
        Assert.Equal(new VersionTally(4, 2, last), await TallyAsync(2, after));
        Assert.Equal(new VersionTally(3, 2, last), await TallyAsync(3, after));
        Assert.Equal(new VersionTally(0, 0, last), await TallyAsync(4, after));
        Assert.Equal(new VersionTally(0, 0, last), await TallyAsync(2, last));
        Assert.Equal(new VersionTally(0, 0, last + 9), await TallyAsync(2, last + 9));
    }

    [Fact]
    public async Task Tally_ByReason_CountsOnlyWhatListsAndOtherEventsReject()
    {
        await SendAsync(Of(2, anonymous: "page.visit"), "page.visit", "shop.order", "shop.unknown");
        Assert.Equal((3, 2), await CountsAsync(2));
        await SendAsync(Of(3, OtherEvents.Reject), "shop.unknown");
        await SendAsync(Of(3, OtherEvents.RequireJwt), "shop.unknown");
        Assert.Equal((2, 2), await CountsAsync(3));

        // What is wrong with a token is recorded a moment later.
        Assert.True(_storage.Journal.TryRecord(new RejectionEntry(DecisionReason.TokenExpired, "shop.order", "Expired", 1, Now, 4, null)));
        Assert.True(_storage.Journal.TryRecord(new RejectionEntry(DecisionReason.InvalidToken, null, "Signature", 100, Now, 4, null)));
        while (await CountsAsync(4) is (< 101, _))
        {
            await Task.Yield();
        }

        Assert.Equal((101, 0), await CountsAsync(4));

        await SendAsync(Of(5, mode: PolicyMode.Monitor), "shop.order", "shop.order");
        Assert.Equal((2, 0), await CountsAsync(5));
    }

    [Fact]
    public async Task Tally_FloodOfRejections_CountsEachOfThem()
    {
        await _storage.AppendAllAsync(Enumerable.Repeat(Entry(U1, "shop.order"), RejectionQuota.PerMinute + 2_000), Of(2));
        await _storage.AppendAllAsync(Enumerable.Repeat(Entry(U1), 1_000), Of(2));

        Assert.True(_storage.ReadNumber("""SELECT count(*) FROM "Events" """) < RejectionQuota.PerMinute + 1_100);
        Assert.Equal((RejectionQuota.PerMinute + 3_000, RejectionQuota.PerMinute + 2_000), await CountsAsync(2));
    }

    [Fact]
    public async Task Tally_LookedAtInParts_AddsUpToTheWhole()
    {
        var sum = new VersionTally(0, 0, 0);
        for (var turn = 0; turn < 5; turn++)
        {
            await SendAsync(Of(2), "shop.order", "page.visit");
            sum += await TallyAsync(2, sum.LastId);
        }

        Assert.Equal(await TallyAsync(2, 0), sum);
        Assert.Equal((10, 5), (sum.Decisions, sum.RejectedByLists));
    }

    [Fact]
    public async Task Read_ByCode_FindsWhatMonitorAcceptedAndByMonitoredOnlyThat()
    {
        await MakeKnownAsync();
        await SendAsync(Of(2), "page.visit", "shop.order");
        await SendAsync(Of(3, mode: PolicyMode.Monitor), "page.visit", "shop.order");
        await SendAsync(Of(4, OtherEvents.RequireJwt, PolicyMode.Monitor), "page.visit", "shop.order");
        await SendAsync(Of(5, OtherEvents.Reject, PolicyMode.Monitor), "page.visit");

        Assert.Equal(
            ["5 page.visit not_listed", "4 shop.order jwt_required", "4 page.visit jwt_required", "3 shop.order jwt_required", "3 page.visit", "2 page.visit"],
            await FindAsync(new DecisionFilter(Reason: DecisionReason.KnownCustomer)));
        Assert.Equal(
            ["5 page.visit not_listed", "4 shop.order jwt_required", "4 page.visit jwt_required", "3 shop.order jwt_required"],
            await FindAsync(new DecisionFilter { IsMonitored = true }));
        Assert.Equal(
            ["4 shop.order jwt_required", "4 page.visit jwt_required", "3 shop.order jwt_required"],
            await FindAsync(new DecisionFilter(Reason: DecisionReason.JwtRequired) { IsMonitored = true }));
        Assert.Equal(
            ["4 shop.order jwt_required", "3 shop.order jwt_required"],
            await FindAsync(new DecisionFilter(Action: "shop.order") { IsMonitored = true }));
        Assert.Equal(["5 page.visit not_listed"], await FindAsync(new DecisionFilter(Reason: DecisionReason.NotListed) { IsMonitored = true }));
        Assert.Empty(await FindAsync(new DecisionFilter(Reason: DecisionReason.NotListed)));
        Assert.Equal(["2 shop.order"], await FindAsync(new DecisionFilter(Reason: DecisionReason.JwtRequired)));
        Assert.Equal(4, (await FindAsync(new DecisionFilter(Accepted: true) { IsMonitored = true })).Count);
        Assert.Empty(await FindAsync(new DecisionFilter(Accepted: false) { IsMonitored = true }));
    }

    [Fact]
    public async Task Read_ByCodeOfAnEventOnNoListWithoutToken_FindsItAmongThoseThatNeedOne()
    {
        await SendAsync(Of(2, OtherEvents.RequireJwt), "page.visit", "shop.order");

        var found = await _storage.Decisions.ReadAsync(new DecisionFilter(Reason: DecisionReason.JwtRequired), null, 10, CancellationToken.None);

        Assert.Equal([DecisionReason.JwtRequired, DecisionReason.OtherNeedsJwt], found.Select(record => record.Reason));
        Assert.All(found, record => Assert.Equal("jwt_required", record.Reason.ToCode()));
    }

    // Everything but shop.order is on no list, unless it is named.
    private static PolicySnapshot Of(
        int version, OtherEvents others = OtherEvents.Accept, PolicyMode mode = PolicyMode.Enforce, string? anonymous = null) =>
        PolicySnapshot.Compile(new PolicyRevision(
            version,
            EventPolicy.Empty
                .With(EventListKind.UpdateWithJwt, [EventName.Parse("shop.order")])
                .With(EventListKind.AnonymousWithoutJwt, anonymous is null ? [] : [EventName.Parse(anonymous)])
                with { OtherEvents = others, Mode = mode },
            "test",
            Now,
            null));

    private async Task MakeKnownAsync() => await _storage.AppendAsync(Entry(U1, customId: "c-1"), Snapshot());

    private async Task SendAsync(PolicySnapshot policy, params string[] actions)
    {
        foreach (var action in actions)
        {
            await _storage.AppendAsync(Entry(U1, action), policy);
        }
    }

    private Task<VersionTally> TallyAsync(int version, long after) => _storage.Decisions.TallyAsync(version, after, CancellationToken.None);

    private async Task<(long Decisions, long Rejected)> CountsAsync(int version) =>
        await TallyAsync(version, 0) is var tally ? (tally.Decisions, tally.RejectedByLists) : default;

    // Not the event that made the customer known.
    private async Task<List<string>> FindAsync(DecisionFilter filter) =>
        [.. (await _storage.Decisions.ReadAsync(filter, null, 100, CancellationToken.None)).Where(record => record.PolicyVersion < 7)
            .Select(record => $"{record.PolicyVersion} {record.Action} {record.Reason.Monitored()?.ToCode()}".Trim())];
}

public sealed class VersionTallyOnSqliteTests() : VersionTallyTests(onServer: false);

public sealed class VersionTallyOnPostgresTests() : VersionTallyTests(onServer: true);
