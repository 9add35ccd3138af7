using System.Text;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Decisions;

public abstract class RejectionRecordTests(bool onServer) : IAsyncLifetime
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";

    private static readonly RejectionEntry Expired = new(DecisionReason.TokenExpired, "form.submit", "Expired", 1, Now, 7, "k1")
    {
        Customer = new SentIdentifiers(U1, "anna@secret.example", "c-secret"),
        Source = new RequestSource("https://Shop.example:8443", "exponea-sdk/2.1 (Linux)", null),
        ExpiredSeconds = 240,
    };

    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StartAsync(onServer);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task Recorded_SaysWhereItCameFromAndWhoseItIsOnlyAsAHash()
    {
        _storage.Journal.TryRecord(Expired);
        var record = await OneAsync();

        Assert.Equal(("https://shop.example:8443", "exponea-sdk/2.1", 240L, false), (record.Details!.Origin, record.Details.Sdk, record.Details.ExpiredSeconds, record.Details.HasPayload));
        Assert.Matches("^[0-9a-f]{64}$", record.Details.CustomerHash);
        Assert.Null(record.Customer);
        Assert.Null(await _storage.Decisions.ReadPayloadAsync(record.Id, CancellationToken.None));
        foreach (var file in Directory.GetFiles(_storage.Options.Path))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            Assert.DoesNotContain("secret", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Recorded_TheSameCustomerAgain_HasTheSameHashAlsoAfterARestart()
    {
        _storage.Journal.TryRecord(Expired);
        var first = await OneAsync();
        await _storage.RestartAsync();
        _storage.Journal.TryRecord(Expired);
        while ((await AllAsync()).Count < 2)
        {
            await Task.Yield();
        }

        Assert.All(await AllAsync(), record => Assert.Equal(first.Details!.CustomerHash, record.Details!.CustomerHash));
    }

    [Fact]
    public async Task Rejected_ByTheJournal_SaysWhoSentIt()
    {
        await _storage.AppendAsync(Entry(U1, "form.submit"), Snapshot(withJwt: "form.submit"));
        var record = await OneAsync();
        Assert.Equal((DecisionReason.JwtRequired, CustomerState.Anonymous), (record.Reason, record.Customer));
        Assert.NotNull(record.Details!.CustomerHash);
    }

    [Fact]
    public async Task Rejected_WithAValidToken_IsOfTheCustomerOfTheToken()
    {
        var policy = EventPolicy.Empty with { OtherEvents = OtherEvents.Reject };
        await _storage.AppendAsync(
            Entry(U1, email: "event@secret.example", token: new TokenIdentity(null, "Token@secret.example", "c-1")),
            PolicySnapshot.Compile(new PolicyRevision(7, policy, "test", Now, null)));

        Assert.Equal(DecisionReason.NotListed, (await OneAsync()).Reason);
        foreach (var (customer, count) in ((string, int)[])[(U1, 1), ("token@secret.example", 1), ("c-1", 1), ("event@secret.example", 0)])
        {
            Assert.Equal(count, (await _storage.Decisions.ReadAsync(new DecisionFilter { Customer = customer }, null, 10, CancellationToken.None)).Count);
        }
    }

    [Fact]
    public async Task Deletion_OfTheCustomer_TakesTheHashesAndLeavesTheVerdict()
    {
        await _storage.AppendAsync(Entry(U1));
        await _storage.AppendAsync(Entry(U1, "form.submit"), Snapshot(withJwt: "form.submit"));

        Assert.NotNull(await _storage.Customers.DeleteAsync(U1, CancellationToken.None));

        var rejected = Assert.Single(await AllAsync(), record => !record.Reason.Accepts());
        Assert.Equal((DecisionReason.JwtRequired, null), (rejected.Reason, rejected.Details!.CustomerHash));
        Assert.Empty(await _storage.Decisions.ReadAsync(new DecisionFilter { Customer = U1 }, null, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Deletion_OfACustomerWithFormerIdentifiers_TakesTheHashesOfTheseToo()
    {
        await _storage.AppendAsync(Entry(U1, token: new TokenIdentity(U1, "first@secret.example", "c-1")));
        await _storage.AppendAsync(Entry(U1, token: new TokenIdentity(U1, "second@secret.example", "c-1")));
        _storage.Journal.TryRecord(Expired with { Customer = new SentIdentifiers(null, "first@secret.example", null) });
        while ((await AllAsync()).Count < 3)
        {
            await Task.Yield();
        }

        Assert.NotNull(await _storage.Customers.DeleteAsync(U1, CancellationToken.None));

        Assert.Null(Assert.Single(await AllAsync(), record => !record.Reason.Accepts()).Details!.CustomerHash);
    }

    private async Task<DecisionRecord> OneAsync()
    {
        IReadOnlyList<DecisionRecord> all;
        while ((all = await AllAsync()).Count == 0)
        {
            await Task.Yield();
        }

        return Assert.Single(all);
    }

    private Task<IReadOnlyList<DecisionRecord>> AllAsync() => _storage.Decisions.ReadAsync(new DecisionFilter(), null, 10, CancellationToken.None);
}

public sealed class RejectionRecordOnSqliteTests() : RejectionRecordTests(onServer: false);

public sealed class RejectionRecordOnPostgresTests() : RejectionRecordTests(onServer: true);
