using EventAuth.Core.Policies;
using EventAuth.Storage.Database;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Postgres;

/// <summary>What other processes hear of changes of access and of ended tokens.</summary>
public sealed class SharedAccessTests : IAsyncLifetime
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private const string TokenEnds = """SELECT "TokenEndChanges" FROM "JournalState" """;

    private StorageFixture _one = null!;

    public async Task InitializeAsync() => _one = await StartAsync(onServer: true);

    public async Task DisposeAsync() => await _one.DisposeAsync();

    [Fact]
    public async Task Access_ChangedByOne_IsToldToTheOther()
    {
        await using var other = await _one.StartAfterSuddenEndAsync();
        var told = new SemaphoreSlim(0);
        other.Get<AccessChanges>().Changed += () => told.Release();

        // The first time it may be the look with which a process begins.
        for (var turn = 0; turn < 2; turn++)
        {
            await using var context = await _one.Contexts.CreateDbContextAsync();
            await context.NoteAccessChangeAsync(CancellationToken.None);
            await told.WaitAsync();
        }

        Assert.Equal(2, _one.ReadNumber("""SELECT "AccessChanges" FROM "JournalState" """));
    }

    [Fact]
    public async Task TokenEnds_PolicyAndCatalogueChanged_AreNotReadAgain()
    {
        await _one.AppendAsync(Entry(U1));
        var before = _one.ReadNumber(TokenEnds);
        Assert.True(await _one.Policies.TryAppendAsync(new PolicyAppend(new PolicyRevision(2, EventPolicy.Initial, "anna", Now, null)), CancellationToken.None));
        Assert.Equal(before, _one.ReadNumber(TokenEnds));

        Assert.NotNull(await _one.Customers.EndTokensAsync(U1, CancellationToken.None));
        Assert.Equal(before + 1, _one.ReadNumber(TokenEnds));
    }

    [Fact]
    public async Task Trail_ProcessThatBeginsTogetherWithOthers_JoinsItWithTheKeyAlone()
    {
        await using var other = await StartAsync(
            options => options with { Server = _one.Options.Server, NewInstallation = true },
            options => File.Copy(Path.Combine(_one.Options.Path, "audit.key"), Path.Combine(options.Path, "audit.key")));

        Assert.Equal(1, _one.ReadNumber("""SELECT count(*) FROM "AuditEntries" """));
        Assert.Equal(_one.AuditReader.Head, other.AuditReader.Head);
        Assert.True(File.Exists(Path.Combine(other.Options.Path, "audit.head")));
    }
}
