using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EventAuth.Peers.Stock;

/// <summary>Stores the events of one request and the profiles they belong to.</summary>
internal sealed class StockStore(StockDatabase database, SemaphoreSlim writers)
{
    private const int UniqueConstraint = 19;

    /// <summary>Returns once the events are synced to disk.</summary>
    /// <exception cref="DbUpdateException">The database cannot store them.</exception>
    public async Task AppendAsync(IReadOnlyList<StockEvent> events, CancellationToken cancellation)
    {
        await writers.WaitAsync(cancellation);
        try
        {
            while (!await TrySaveAsync(events, cancellation))
            {
                database.ChangeTracker.Clear();
            }
        }
        finally
        {
            writers.Release();
        }
    }

    /// <summary>False, with nothing stored, if another request created the same profile at the same time; the next time it is found.</summary>
    private async Task<bool> TrySaveAsync(IReadOnlyList<StockEvent> events, CancellationToken cancellation)
    {
        database.Events.AddRange(events);
        foreach (var stored in events)
        {
            if (await database.Profiles.FindAsync([stored.CustomId], cancellation) is { } profile)
            {
                profile.LastSeen = stored.Received;
            }
            else
            {
                database.Profiles.Add(new StockProfile { CustomId = stored.CustomId, LastSeen = stored.Received });
            }
        }

        try
        {
            await database.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException problem)
            when (problem.InnerException is SqliteException { SqliteErrorCode: UniqueConstraint }
                or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return false;
        }
    }
}
