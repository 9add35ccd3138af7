using EventAuth.Storage.Audit;
using EventAuth.Storage.Profiles;
using Npgsql;

namespace EventAuth.Storage.Postgres.Profiles;

/// <summary>
/// In PostgreSQL: erases the rows, one machine at a time. What was overwritten or deleted is read by nobody from then on, but its bytes
/// stay in the tables' files until autovacuum, or <c>VACUUM</c>, makes their place free and others write there, and in the server's own log
/// until it is recycled. <c>VACUUM FULL</c> writes a table again without them; when that is worth its lock is for who runs the server.
/// </summary>
internal sealed class PostgresEraser(NpgsqlDataSource source, AuditRecorder hashes) : ICustomerEraser
{
    /// <summary>Who has it erases; any number that no other program uses for its locks.</summary>
    public const long ErasureLock = 0x4576_656E_7445_7261;

    private const string Pending = """SELECT "ProfileId", "LastEvent" FROM "Erasures" ORDER BY "ProfileId" """;

    // Whoever is killed in the middle leaves it to the others.
    public TimeSpan LookPause => TimeSpan.FromMinutes(1);

    public async Task<bool> TryRunAsync(CancellationToken cancellation)
    {
        await using var database = await ErasureConnection.OpenAsync(source, cancellation);
        if ((await database.ReadAsync(Pending, ToErasure, cancellation)).Count == 0)
        {
            return true;
        }

        // It ends with the connection, too.
        if (!await database.TryLockAsync(ErasureLock, cancellation))
        {
            return false;
        }

        try
        {
            foreach (var erasure in await database.ReadAsync(Pending, ToErasure, cancellation))
            {
                await new PostgresErasureSteps(database, erasure, hashes).RunAsync(cancellation);
            }
        }
        finally
        {
            await database.UnlockAsync(ErasureLock);
        }

        return true;
    }

    private static ErasureRecord ToErasure(NpgsqlDataReader row) => new() { ProfileId = row.GetInt64(0), LastEvent = row.GetInt64(1) };
}
