using EventAuth.Core.Policies;
using EventAuth.Storage.Damage;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Policies;

/// <summary>What is stored of each version, and of the change on trial.</summary>
public abstract class PolicyStoreTests(bool onServer) : IAsyncLifetime
{
    private protected StorageFixture Storage { get; private set; } = null!;

    public async Task InitializeAsync() => Storage = await StartAsync(onServer);

    public async Task DisposeAsync() => await Storage.DisposeAsync();

    [Theory]
    [InlineData(PolicyMode.Enforce, OtherEvents.Accept)]
    [InlineData(PolicyMode.Enforce, OtherEvents.Reject)]
    [InlineData(PolicyMode.Monitor, OtherEvents.RequireJwt)]
    public async Task Append_ModeOtherEventsAndGuarantees_AreReadAsTheyWere(PolicyMode mode, OtherEvents others)
    {
        var policy = EventPolicy.Initial with
        {
            Mode = mode,
            OtherEvents = others,
            Guarantees =
            [
                new Guarantee("g-1", EventPattern.Parse("transaction.*"), GuaranteedCustomer.Anonymous, GuaranteedOutcome.Rejected, "ärger \"nicht\""),
                new Guarantee("G_2.x", EventPattern.Parse("*"), GuaranteedCustomer.Any, GuaranteedOutcome.NoDataChange),
                new Guarantee("a", EventPattern.Parse("page.visit"), GuaranteedCustomer.Known, GuaranteedOutcome.DataChange),
                new Guarantee("b", EventPattern.Parse("a*b*c"), GuaranteedCustomer.Authenticated, GuaranteedOutcome.Accepted),
            ],
        };
        Assert.True(await AppendAsync(2, policy));
        await Storage.RestartAsync();

        foreach (var read in (PolicyRevision?[])[await ReadAsync(2), await LatestAsync(), (await BeforeAsync())[0]])
        {
            Assert.Equal(policy, read!.Policy);
            Assert.Equal(policy.Guarantees.AsEnumerable(), read.Policy.Guarantees);
        }

        Assert.Equal((PolicyMode.Enforce, OtherEvents.Accept, 0), ((await ReadAsync(1))!.Policy.Mode, (await ReadAsync(1))!.Policy.OtherEvents, (await ReadAsync(1))!.Policy.Guarantees.Length));
    }

    [Theory]
    [InlineData("Mode", "2")]
    [InlineData("Mode", "-1")]
    [InlineData("OtherEvents", "3")]
    [InlineData("OtherEvents", "4611686018427387904")]
    [InlineData("Guarantees", "'null'")]
    [InlineData("Guarantees", "'{}'")]
    [InlineData("Guarantees", "'[null]'")]
    [InlineData("Guarantees", "'[7]'")]
    [InlineData("Guarantees", "'[{\"id\":\"g\"}]'")]
    [InlineData("Guarantees", "'[{\"id\":\"g\",\"events\":\"*\",\"customer\":\"nobody\",\"expect\":\"rejected\"}]'")]
    [InlineData("Guarantees", "'not json'")]
    [InlineData("Guarantees", "''")]
    public Task Read_DamagedVersion_IsLeftOutWhole(string column, string value) => DamageAsync(column, value);

    [Fact]
    public async Task Pending_BegunWithItsVersion_IsReadAsItWas()
    {
        Assert.Null(await PendingAsync());
        var guard = Guard(2) with { MaxRejectedPercent = 12.34, AfterDecision = 4_000_000_000 };
        Assert.True(await BeginAsync(guard));
        Assert.Equal(guard, await PendingAsync());

        await Storage.RestartAsync();

        Assert.Equal(guard, await PendingAsync());
        Assert.True(await TakeBackAsync(3, guard));
        var confirm = new PendingChange(4, 3, PendingKind.Confirm, Now.AddMinutes(1), null, 0);
        Assert.True(await BeginAsync(confirm));
        Assert.Equal(confirm, await PendingAsync());
    }

    [Theory]
    [InlineData("Kind", "2")]
    [InlineData("Kind", "-1")]
    [InlineData("MaxRejected", "NULL")]
    public async Task Pending_DamagedWhileItRuns_ComesBackUnlessSomebodyConfirmsIt(string column, string value)
    {
        Assert.True(await BeginAsync(Guard(2)));
        _ = Storage.Read($"""UPDATE "PendingChanges" SET "{column}" = {value}""");

        var pending = (await PendingAsync())!;

        Assert.Equal((PendingKind.Confirm, 2, 1, Guard(2).Until), (pending.Kind, pending.Version, pending.RevertsTo, pending.Until));
        Assert.Contains(("PendingChanges", 1), Storage.Get<DamagedRows>().Tables);
        Assert.True(await TakeBackAsync(3, pending));
        Assert.Null(await PendingAsync());
    }

    [Fact]
    public async Task Begin_VersionIsTaken_BeginsNothing()
    {
        Assert.True(await AppendAsync(2, EventPolicy.Empty));

        Assert.False(await BeginAsync(Guard(2)));

        Assert.Null(await PendingAsync());
    }

    [Fact]
    public async Task Begin_WithoutRoomInTheTrail_LeavesNeitherVersionNorTrial()
    {
        Storage.BreakAuditTrail();

        await Assert.ThrowsAnyAsync<Exception>(() => BeginAsync(Guard(2)));

        Assert.Null(await PendingAsync());
        Assert.Equal(1, (await LatestAsync()).Version);
    }

    [Fact]
    public async Task TakeBack_OfAPendingChange_EndsItAndAppends()
    {
        Assert.True(await BeginAsync(Guard(2)));

        Assert.True(await TakeBackAsync(3, Guard(2)));

        Assert.Null(await PendingAsync());
        Assert.Equal(3, (await LatestAsync()).Version);
        Assert.False(await TakeBackAsync(4, Guard(2)));
        Assert.False(await KeepAsync(Guard(2)));
        Assert.Equal(3, (await LatestAsync()).Version);
    }

    [Fact]
    public async Task TakeBack_VersionIsTaken_LeavesTheTrial()
    {
        Assert.True(await BeginAsync(Guard(2)));

        Assert.False(await TakeBackAsync(2, Guard(2)));

        Assert.Equal(Guard(2), await PendingAsync());
    }

    [Fact]
    public async Task Keep_OfAPendingChange_EndsItAndNoVersionIsAppended()
    {
        Assert.True(await BeginAsync(Guard(2)));

        Assert.True(await KeepAsync(Guard(2)));

        Assert.Null(await PendingAsync());
        Assert.Equal(2, (await LatestAsync()).Version);
        Assert.False(await KeepAsync(Guard(2)));
        Assert.False(await TakeBackAsync(3, Guard(2)));
        Assert.Null(await ReadAsync(3));
    }

    [Fact]
    public async Task KeepAndTakeBack_OfAnotherTrialThanThePresentOne_ChangeNothing()
    {
        Assert.True(await BeginAsync(Guard(2)));
        Assert.True(await KeepAsync(Guard(2)));
        Assert.True(await BeginAsync(Guard(3)));

        Assert.False(await KeepAsync(Guard(2)));
        Assert.False(await TakeBackAsync(4, Guard(2)));

        Assert.Equal(Guard(3), await PendingAsync());
    }

    [Fact]
    public Task KeepAndTakeBack_ManyAtOnce_ExactlyOneSucceeds() => RaceAsync(Storage.Policies);

    private protected static PendingChange Guard(int version) =>
        new(version, version - 1, PendingKind.Guard, Now.AddMinutes(10), 5, 17);

    // Versions may be taken back or kept by anybody who sees them, in any order.
    private protected async Task RaceAsync(params IPolicyStore[] stores)
    {
        var version = 1;
        for (var round = 0; round < 8; round++)
        {
            var pending = Guard(version + 1);
            Assert.True(await BeginAsync(pending));
            var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(() =>
            {
                var store = stores[number % stores.Length];
                return number % 4 < 2
                    ? store.TryKeepAsync(pending, "anna", CancellationToken.None)
                    : store.TryAppendAsync(new PolicyAppend(Revision(pending.Version + 1, EventPolicy.Initial)) { TakesBack = pending }, CancellationToken.None);
            })));

            Assert.Single(results, true);
            var isKept = Array.IndexOf(results, true) % 4 < 2;
            foreach (var store in stores)
            {
                Assert.Null(await store.ReadPendingAsync(CancellationToken.None));
                Assert.Equal(isKept ? pending.Version : pending.Version + 1, (await store.ReadLatestAsync(CancellationToken.None))!.Version);
            }

            version = (await LatestAsync()).Version;
        }

        var ends = Storage.ReadNumber("""SELECT count(*) FROM "AuditEntries" WHERE "Action" IN ('policy.kept', 'policy.reverted')""");
        Assert.Equal(8, ends);
    }

    private protected async Task DamageAsync(string column, string value)
    {
        Assert.True(await AppendAsync(2, EventPolicy.Initial with { Mode = PolicyMode.Monitor, OtherEvents = OtherEvents.Reject }));
        _ = Storage.Read($"""UPDATE "PolicyRevisions" SET "{column}" = {value} WHERE "Version" = 2""");
        await Storage.RestartAsync();

        Assert.Null(await ReadAsync(2));
        Assert.Equal([1], (await BeforeAsync()).Select(revision => revision.Version));
        await Assert.ThrowsAsync<InvalidDataException>(LatestAsync);
        Assert.Contains(("PolicyRevisions", 1), Storage.Get<DamagedRows>().Tables);
    }

    private protected Task<bool> BeginAsync(PendingChange pending) => Storage.Policies.TryAppendAsync(
        new PolicyAppend(Revision(pending.Version, EventPolicy.Empty)) { Begins = pending }, CancellationToken.None);

    private static PolicyRevision Revision(int version, EventPolicy policy) => new(version, policy, "anna", Now, null);

    private Task<bool> AppendAsync(int version, EventPolicy policy) =>
        Storage.Policies.TryAppendAsync(new PolicyAppend(Revision(version, policy)), CancellationToken.None);

    private Task<bool> TakeBackAsync(int version, PendingChange pending) => Storage.Policies.TryAppendAsync(
        new PolicyAppend(Revision(version, EventPolicy.Initial)) { TakesBack = pending }, CancellationToken.None);

    private Task<bool> KeepAsync(PendingChange pending) => Storage.Policies.TryKeepAsync(pending, "anna", CancellationToken.None);

    private Task<PendingChange?> PendingAsync() => Storage.Policies.ReadPendingAsync(CancellationToken.None);

    private Task<PolicyRevision?> ReadAsync(int version) => Storage.Policies.ReadAsync(version, CancellationToken.None);

    private Task<IReadOnlyList<PolicyRevision>> BeforeAsync() => Storage.Policies.ReadBeforeAsync(null, 10, CancellationToken.None);

    private async Task<PolicyRevision> LatestAsync() => (await Storage.Policies.ReadLatestAsync(CancellationToken.None))!;
}

public sealed class PolicyStoreOnSqliteTests() : PolicyStoreTests(onServer: false)
{
    // PostgreSQL takes only numbers there, and only text.
    [Theory]
    [InlineData("Mode", "'enforce'")]
    [InlineData("Mode", "0.5")]
    [InlineData("OtherEvents", "'accept'")]
    [InlineData("OtherEvents", "X'00'")]
    [InlineData("Guarantees", "X'5B5D'")]
    [InlineData("Guarantees", "0")]
    public Task Read_VersionWithAValueOfAnotherType_IsLeftOutWhole(string column, string value) => DamageAsync(column, value);
}

public sealed class PolicyStoreOnPostgresTests() : PolicyStoreTests(onServer: true)
{
    [Fact]
    public async Task KeepAndTakeBack_FromTwoProcessesAtOnce_ExactlyOneSucceeds()
    {
        await using var other = await Storage.StartAfterSuddenEndAsync();

        await RaceAsync(Storage.Policies, other.Policies);
    }
}
