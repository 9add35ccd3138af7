using EventAuth.Storage.Journal;
using EventAuth.Storage.Postgres.Days;

namespace EventAuth.Storage.Tests.Questions;

/// <summary>
/// A database that an attacker filled: one customer with very many activities, uuids, merged profiles and rejected events, and events
/// of so many kinds that no segment says what is in it. The same on SQLite and on PostgreSQL.
/// </summary>
/// <remarks>Its tests measure what the whole process allocates, so that no other test runs beside them.</remarks>
[CollectionDefinition(nameof(AttackedDatabase), DisableParallelization = true)]
public sealed class AttackedDatabase : IAsyncLifetime, ICollectionFixture<AttackedDatabase>
{
    public const int Runs = 12;
    public const int Activities = Runs * ActivityIndexer.RunLength;
    public const int Rejections = 60_000;
    public const int Uuids = 5_000;
    public const int Parts = 2_000;

    /// <summary>The customer who has all of it.</summary>
    public const string Uuid = "00000000-0000-4000-8000-000000000001";

    /// <summary>Somebody with a quarter of the activities, and nothing else.</summary>
    public const string Quarter = "ffffffff-0000-4000-8000-000000000002";

    private StorageFixture? _embedded;
    private StorageFixture? _onServer;

    internal async Task<StorageFixture> OnAsync(bool server) =>
        server ? _onServer ??= await StartAsync(onServer: true) : _embedded ??= await StartAsync(onServer: false);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var storage in new[] { _embedded, _onServer }.OfType<StorageFixture>())
        {
            await storage.DisposeAsync();
        }
    }

    private static async Task<StorageFixture> StartAsync(bool onServer)
    {
        var storage = await StorageFixture.StartAsync(onServer);
        if (onServer)
        {
            await using var context = await storage.Contexts.CreateDbContextAsync();
            await DayPartitions.MakeAsync(context, AttackRows.Accepted, CancellationToken.None);
            await DayPartitions.MakeAsync(context, AttackRows.Rejected, CancellationToken.None);
        }

        var hash = storage.Hashes.HashOfIdentifier("uuid", Uuid);
        _ = storage.Read(onServer ? AttackRows.OnPostgres(hash) : AttackRows.OnSqlite(hash));
        await storage.RestartAsync();
        return storage;
    }
}
