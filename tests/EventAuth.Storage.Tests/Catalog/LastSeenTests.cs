using EventAuth.Core.Journal;
using EventAuth.Storage.Journal;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Catalog;

/// <summary>
/// "Last seen" is written only with each complete run of activities, or on the server once in ten seconds; whenever the program ends, nothing
/// of it is lost.
/// </summary>
public abstract class LastSeenTests(bool onServer) : IAsyncLifetime
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private const string Rare = "page.rare";
    private const string CompleteRuns = """SELECT count(*) FROM "ActivityRuns" """;

    private static readonly DateTimeOffset Later = Now.AddHours(1);
    private static readonly DateTimeOffset End = Now.AddHours(2);

    private StorageFixture _storage = null!;

    public async Task InitializeAsync() =>
        _storage = await StartAsync(onServer, options => options with { WriterPatience = TimeSpan.FromMilliseconds(50) });

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task End_BeforeAnyRun_KeepsIt(bool suddenly)
    {
        await _storage.AppendAsync(Entry(U1, Rare, at: Now));
        await _storage.AppendAsync(Entry(U1, Rare, at: Later));

        Assert.Equal(Later, await AfterAnEndAsync(suddenly, Rare));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task End_RightAfterARunIsComplete_KeepsIt(bool suddenly)
    {
        await _storage.AppendAsync(Entry(U1, Rare, at: Now));
        await _storage.AppendAsync(Entry(U1, Rare, at: Later));
        await CompleteRunAsync();

        Assert.Equal(Later, await AfterAnEndAsync(suddenly, Rare));
        Assert.Equal(End, await AfterAnEndAsync(suddenly, "page.visit"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task End_SomeEventsAfterARun_KeepsIt(bool suddenly)
    {
        await _storage.AppendAsync(Entry(U1, Rare, at: Now));
        await CompleteRunAsync();
        await _storage.AppendAsync(Entry(U1, Rare, at: Later));

        Assert.Equal(Later, await AfterAnEndAsync(suddenly, Rare));
    }

    [Fact]
    public async Task Failure_BeforeARunIsComplete_LosesNothing()
    {
        await _storage.AppendAsync(Entry(U1, Rare, at: Now));
        await _storage.AppendAsync(Entry(U1, Rare, at: Later));
        using (_storage.Lock())
        {
            Assert.Equal(AppendStatus.Unavailable, (await _storage.Journal.AppendAsync([Entry(U1, at: Now)], Snapshot())).Status);
        }

        await CompleteRunAsync();

        Assert.Equal(Later, await AfterAnEndAsync(suddenly: true, Rare));
    }

    private async Task<DateTimeOffset?> AfterAnEndAsync(bool suddenly, string action)
    {
        Assert.Equal(Later, await _storage.LastSeenAsync(Rare));
        if (!suddenly)
        {
            await _storage.RestartAsync();
            return await _storage.LastSeenAsync(action);
        }

        await using var again = await _storage.StartAfterSuddenEndAsync();
        return await again.LastSeenAsync(action);
    }

    /// <summary>Appends events until a run has just been completed. The server has none.</summary>
    private async Task CompleteRunAsync()
    {
        await _storage.AppendAllAsync(Enumerable.Repeat(Entry(U1, at: Now), onServer ? 1 : ActivityIndexer.RunLength));
        do
        {
            await _storage.AppendAllAsync(Enumerable.Repeat(Entry(U1, at: End), 500));
        }
        while (!onServer && _storage.ReadNumber(CompleteRuns) == 0);
    }
}

public sealed class LastSeenOnSqliteTests() : LastSeenTests(onServer: false);

public sealed class LastSeenOnPostgresTests() : LastSeenTests(onServer: true);
