using EventAuth.Core.Audit;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;
using EventAuth.Storage.Audit;

namespace EventAuth.Storage.Tests.Audit;

public abstract class AuditRecordingTests(bool onServer) : IAsyncLifetime
{
    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StorageFixture.StartAsync(onServer);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task Start_NewInstallation_MakesKeyHeadAndFirstEntryForTheOwnerAlone()
    {
        Assert.Equal("audit.started", Assert.Single(await ReadAsync()).Action);
        Assert.All(["audit.key", "audit.head"], name =>
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FileOf(name))));
        Assert.Equal(32, new FileInfo(FileOf("audit.key")).Length);
        Assert.Equal(_storage.AuditReader.Head + "\n", await File.ReadAllTextAsync(FileOf("audit.head")));
    }

    [Fact]
    public async Task Policy_Changed_IsRecordedWithWhatDiffersAndTheComment()
    {
        Assert.True(await AppendPolicyAsync(2));

        var entry = (await ReadAsync())[0];

        Assert.Equal(("anna@shop.example", "policy.lists.changed"), (entry.Who, entry.Action));
        Assert.Equal("""{"version":1,"updateWithJwt":["form.submit"]}""", entry.Before);
        Assert.Equal("""{"version":2,"updateWithJwt":["cart.update"],"comment":"für die Prüfung"}""", entry.After);
    }

    [Fact]
    public async Task Policy_VersionTaken_LeavesNoEntry()
    {
        Assert.True(await AppendPolicyAsync(2));

        Assert.False(await AppendPolicyAsync(2));

        Assert.Equal(2, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task Policy_EntryCannotBeWritten_IsNotChanged()
    {
        _storage.BreakAuditTrail();

        await Assert.ThrowsAnyAsync<Exception>(() => AppendPolicyAsync(2));

        Assert.Equal(1, (await _storage.Policies.ReadLatestAsync(CancellationToken.None))!.Version);
    }

    [Fact]
    public async Task Policy_ManyAtOnce_MakeOneChainWithAnEntryForEachVersion()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            await Task.Yield();
            while (!await AppendPolicyAsync((await _storage.Policies.ReadLatestAsync(CancellationToken.None))!.Version + 1, $"event.{i}"))
            {
                // Somebody else took the version.
            }
        }));

        Assert.Equal(21, (await ReadAsync()).Count);
        Assert.True(AuditExamination.Run(_storage.Options, null).Verdict!.IsWhole);
    }

    [Fact]
    public async Task Catalog_EntryMadeAndChanged_IsRecordedWithItsWords()
    {
        var action = EventName.Parse("shop.opened");
        await _storage.Catalog.TryAddAsync(new EventDefinition(action, "Shop opened", "", "Shop", EventSource.Custom, null), CancellationToken.None);
        await _storage.Catalog.TryUpdateAsync(action, "Shop open", "In the morning", "Shop", CancellationToken.None);
        Assert.False(await _storage.Catalog.TryUpdateAsync(EventName.Parse("not.there"), "x", "", "", CancellationToken.None));

        var entries = await ReadAsync();

        Assert.Equal(["catalog.entry.changed", "catalog.entry.made", "audit.started"], entries.Select(entry => entry.Action));
        Assert.Equal("""{"displayName":"Shop opened","description":"","category":"Shop"}""", entries[0].Before);
        Assert.Equal(entries[0].Before, entries[1].After);
        Assert.Contains("In the morning", entries[0].After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("100%", 1)]
    [InlineData("_00%", 0)]
    [InlineData("ANNA", 2)]
    [InlineData("", 3)]
    public async Task Read_Search_FindsPartsOfTextsAsTheyAre(string text, int count)
    {
        await _storage.Audit.RecordAsync(new AuditFact(AuditAction.SignedOut, "100% sure") { Who = "anna" }, CancellationToken.None);
        await _storage.Audit.RecordAsync(new AuditFact(AuditAction.SignedOut, "else") { Who = "anna" }, CancellationToken.None);

        Assert.Equal(count, (await _storage.AuditReader.ReadBeforeAsync(new AuditFilter(text), null, 10, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Read_ByWhoActionAndTimes_GivesWhatMeetsAllOfThem()
    {
        foreach (var (who, action) in new[] { ("anna", AuditAction.SignedOut), ("an_a", AuditAction.SignedOut), ("Hanna", AuditAction.AuditExported), ("hanna", AuditAction.SignedOut) })
        {
            await _storage.Audit.RecordAsync(new AuditFact(action, "subject") { Who = who }, CancellationToken.None);
        }

        var all = await ReadAsync();
        var moment = all[1].Time;

        Assert.Equal(["hanna", "Hanna", "anna"], (await FindAsync(new AuditFilter(Who: "ANNA"))).Select(entry => entry.Who));
        Assert.Equal(["an_a"], (await FindAsync(new AuditFilter(Who: "_"))).Select(entry => entry.Who));
        Assert.Equal(["hanna", "anna"], (await FindAsync(new AuditFilter(Who: "anna", Action: AuditAction.SignedOut))).Select(entry => entry.Who));
        Assert.Equal(all.Where(entry => entry.Time >= moment).Select(entry => entry.Number), (await FindAsync(new AuditFilter(Since: moment))).Select(entry => entry.Number));
        Assert.Equal(all.Where(entry => entry.Time < moment).Select(entry => entry.Number), (await FindAsync(new AuditFilter(Until: moment))).Select(entry => entry.Number));
    }

    [Fact]
    public async Task Head_OlderThanTheLastEntry_IsBroughtUpAtTheStart()
    {
        var old = await File.ReadAllTextAsync(FileOf("audit.head"));
        await AppendPolicyAsync(2);
        await File.WriteAllTextAsync(FileOf("audit.head"), old);

        await _storage.RestartAsync();

        Assert.Equal(_storage.AuditReader.Head + "\n", await File.ReadAllTextAsync(FileOf("audit.head")));
        Assert.Equal(2, (await ReadAsync()).Count);
        Assert.True(AuditExamination.Run(_storage.Options, null).Verdict!.IsWhole);
    }

    private string FileOf(string name) => Path.Combine(_storage.Options.Path, name);

    private Task<IReadOnlyList<AuditEntry>> ReadAsync() => FindAsync(new AuditFilter());

    private Task<IReadOnlyList<AuditEntry>> FindAsync(AuditFilter filter) => _storage.AuditReader.ReadBeforeAsync(filter, null, 1_000, CancellationToken.None);

    private Task<bool> AppendPolicyAsync(int version, string action = "cart.update")
    {
        var policy = EventPolicy.Initial.With(EventListKind.UpdateWithJwt, [EventName.Parse(action)]);
        return _storage.Policies.TryAppendAsync(new PolicyAppend(new PolicyRevision(version, policy, "anna@shop.example", StorageFixture.Now, "für die Prüfung")), CancellationToken.None);
    }
}

public sealed class AuditRecordingOnSqliteTests() : AuditRecordingTests(onServer: false);

public sealed class AuditRecordingOnPostgresTests() : AuditRecordingTests(onServer: true);
