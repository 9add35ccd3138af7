using EventAuth.Storage.Catalog;
using EventAuth.Storage.Files;
using EventAuth.Storage.Profiles;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Postgres.Journal;

/// <summary>
/// Keeps what this process has in memory as the database has it: the catalogue, and which tokens were ended. Who changes one of them on
/// whatever machine counts it in <see cref="JournalStateRecord"/>; what is counted there and not here is read. The journal's writer looks
/// before it decides; beside it somebody looks every second, also for names that other processes discovered, and for when their events were
/// seen, and whether open pages have to look who may still do what.
/// </summary>
internal sealed partial class SharedChanges(
    EventCatalog catalog, TokenEndReader ends, AccessChanges access, IDbContextFactory<EventAuthDbContext> contexts, StorageFiles files,
    TimeProvider time, ILogger<SharedChanges> log) : PeriodicStorageWork(files, time, TimeSpan.FromSeconds(1))
{
    /// <summary>How often it is read when events were seen, where any came.</summary>
    private static readonly TimeSpan s_seenPause = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time = time;
    private readonly Lock _gate = new();
    private long _catalog = -1;
    private long _discoveries = -1;
    private long _endsRead = -1;
    private long _writes = -1;
    private long _access = -1;
    private long _catalogReadAt;

    /// <summary>Reads what others changed. What this process changed itself is read once more, which changes nothing.</summary>
    public void Apply(long catalogChanges, long tokenEndChanges)
    {
        if (Volatile.Read(ref _catalog) == catalogChanges && Volatile.Read(ref _endsRead) == tokenEndChanges)
        {
            return;
        }

        lock (_gate)
        {
            if (_endsRead < tokenEndChanges)
            {
                ends.LoadAsync(CancellationToken.None).GetAwaiter().GetResult();
                Volatile.Write(ref _endsRead, tokenEndChanges);
            }

            if (_catalog < catalogChanges)
            {
                catalog.LoadAsync(CancellationToken.None).GetAwaiter().GetResult();
                Volatile.Write(ref _catalog, catalogChanges);
            }
        }
    }

    public override async Task RunAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<JournalStateRecord>().AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } state)
        {
            return;
        }

        if (_access != state.AccessChanges)
        {
            _access = state.AccessChanges;
            access.Announce();
        }

        Apply(state.CatalogChanges, state.TokenEndChanges);
        var mayHaveSeen = state.Writes != _writes && _time.GetElapsedTime(_catalogReadAt) > s_seenPause;
        if (state.Discoveries != _discoveries || mayHaveSeen)
        {
            await catalog.LoadAsync(cancellation);
            (_discoveries, _writes, _catalogReadAt) = (state.Discoveries, state.Writes, _time.GetTimestamp());
        }
    }

    [LoggerMessage(2011, LogLevel.Warning, "What other processes changed could not be read; it is tried again in a second.")]
    protected override partial void LogFailed(Exception problem);
}
