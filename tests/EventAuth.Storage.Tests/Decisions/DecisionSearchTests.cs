using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Tests.Journal;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Decisions;

/// <summary>The search by segments finds the same as a search through everything.</summary>
public abstract class DecisionSearchTests(bool onServer) : IAsyncLifetime
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private const int Many = (4 * DecisionTally.StretchLength) + 3_000;

    private StorageFixture _storage = null!;
    private IReadOnlyList<DecisionRecord> _all = [];

    public async Task InitializeAsync()
    {
        _storage = await StartAsync(onServer);
        var events = new RandomEvents(3).Take(Many).Select((entry, number) => entry with
        {
            ReceivedAt = Now.AddMilliseconds(number * 20),
            EventSalt = null,

            // Sometimes one that is very rare.
            Action = number % 9_000 == 17 ? EventName.Parse("page.rare") : entry.Action,
            CertificateId = number is > 20_000 and < 40_000 && entry.Token is not null ? "k1" : null,
        });
        await _storage.AppendAllAsync(events, RandomEvents.Policy);
        _all = await _storage.Decisions.ReadAsync(new DecisionFilter(), null, 2 * Many, CancellationToken.None);
    }

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task Read_ByEachFilter_FindsWhatLookingThroughFinds()
    {
        DecisionFilter[] filters =
        [
            new(),
            new(Accepted: true),
            new(Accepted: false),
            new(Action: "page.rare"),
            new(Action: "page.visit", Accepted: false),
            new(Action: "page.never"),
            new(Reason: DecisionReason.JwtRequired),
            new(Reason: DecisionReason.NotAllowedForAnonymous, Action: "page.rare"),
            new() { CertificateId = "k1" },
            new(Action: "shop.order") { CertificateId = "k1" },
            new(Since: Now.AddMinutes(15)),
            new(Since: Now.AddMinutes(3), Action: "page.rare") { Until = Now.AddMinutes(18) },
            new() { Until = Now.AddMinutes(2) },
            new(Action: "page.rare") { AfterId = 30_000 },
            new() { AfterId = 70_000 - 5_000 },
        ];
        foreach (var filter in filters)
        {
            foreach (var before in (long?[])[null, 50_000, DecisionTally.StretchLength + 1, 17])
            {
                var expected = _all.Where(record => Fits(record, filter) && (before is null || record.Id < before)).Select(record => record.Id).Take(60);
                Assert.Equal(expected, (await _storage.Decisions.ReadAsync(filter, before, 60, CancellationToken.None)).Select(record => record.Id));
            }
        }
    }

    [Fact]
    public async Task Read_PageByPage_MissesAndRepeatsNothing()
    {
        var filter = new DecisionFilter(Action: "page.rare");
        var ids = new List<long>();
        while (await _storage.Decisions.ReadAsync(filter, ids.Count == 0 ? null : ids[^1], 2, CancellationToken.None) is { Count: > 0 } page)
        {
            ids.AddRange(page.Select(record => record.Id));
        }

        Assert.Equal(_all.Where(record => Fits(record, filter)).Select(record => record.Id), ids);
    }

    [Fact]
    public async Task Read_ByCustomer_FindsAcceptedAndRejected()
    {
        var policy = Snapshot(anonymous: "page.visit");
        await _storage.AppendAsync(Entry(U1, customId: "only-me"), Snapshot());
        await _storage.AppendAsync(Entry(U1), policy);
        await _storage.AppendAsync(Entry("99999999-0000-4000-8000-000000000009", "shop.no", email: "Anna@Rare.example", customId: "only-me"), policy);

        Assert.Equal([true, true], (await FindAsync("only-me", accepted: true)).Select(record => record.Reason.Accepts()));
        Assert.Equal("shop.no", Assert.Single(await FindAsync("only-me", accepted: false)).Action);
        Assert.Equal("shop.no", Assert.Single(await FindAsync(" anna@rare.EXAMPLE ", accepted: null)).Action);
        Assert.Equal("shop.no", Assert.Single(await FindAsync("99999999-0000-4000-8000-000000000009".ToUpperInvariant(), accepted: null)).Action);
        Assert.Equal(3, (await FindAsync("only-me", accepted: null)).Count);
        Assert.Empty(await FindAsync("nobody", accepted: null));
    }

    [Fact]
    public async Task Read_AcceptedEvent_SaysWhoseItIsNow()
    {
        await _storage.AppendAsync(Entry("88888888-0000-4000-8000-000000000008", customId: "c-88"), Snapshot());
        var record = (await _storage.Decisions.ReadAsync(new DecisionFilter(), null, 1, CancellationToken.None))[0];
        Assert.Equal(new DecisionCustomer("88888888-0000-4000-8000-000000000008", null, "c-88"), record.SentBy);
        Assert.Equal((CustomerState.Anonymous, null), (record.Customer, record.Details));
    }

    private Task<IReadOnlyList<DecisionRecord>> FindAsync(string customer, bool? accepted) =>
        _storage.Decisions.ReadAsync(new DecisionFilter(Accepted: accepted) { Customer = customer }, null, 100, CancellationToken.None);

    private static bool Fits(DecisionRecord record, DecisionFilter filter) =>
        (filter.Accepted is null || record.Reason.Accepts() == filter.Accepted)
        && (filter.Action is null || record.Action == filter.Action)
        && (filter.Reason is null || record.Reason == filter.Reason)
        && (filter.CertificateId is null || record.CertificateId == filter.CertificateId)
        && (filter.Since is null || record.Time >= filter.Since)
        && (filter.Until is null || record.Time < filter.Until)
        && record.Id > filter.AfterId;
}

public sealed class DecisionSearchOnSqliteTests() : DecisionSearchTests(onServer: false);

public sealed class DecisionSearchOnPostgresTests() : DecisionSearchTests(onServer: true);
