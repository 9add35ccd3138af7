using EventAuth.Storage.Attempts;
using EventAuth.Storage.Audit;
using Npgsql;
using NpgsqlTypes;

namespace EventAuth.Storage.Postgres.Attempts;

/// <summary>
/// The memory of all processes over PostgreSQL: a row for each key, locked while it is changed, and the database's clock.
/// </summary>
internal sealed class AttemptTable(NpgsqlDataSource source, AuditRecorder audit, TimeProvider time) : IAttemptMemory
{
    // Makes the rows that are missing and locks all of them, each process in the same order.
    private const string Take =
        $"""
        INSERT INTO "Attempts" ("Key", "Values", "Until")
        SELECT "key", ARRAY[]::bigint[], 0 FROM unnest($1) AS "key" ORDER BY "key"
        ON CONFLICT ("Key") DO UPDATE SET "Until" = "Attempts"."Until"
        RETURNING "Key", "Values", "Until", {PostgresClock.Now}
        """;

    private const string Put = """UPDATE "Attempts" SET "Values" = $2, "Until" = $3 WHERE "Key" = $1""";

    // What somebody else is about to change is left: nobody waits for this.
    private const string Forget =
        $"""
        DELETE FROM "Attempts" WHERE "Key" IN (SELECT "Key" FROM "Attempts" WHERE "Until" < {PostgresClock.Now} FOR UPDATE SKIP LOCKED)
        """;

    private static readonly TimeSpan s_untidy = TimeSpan.FromMinutes(1);

    private long _tidiedAt = time.GetTimestamp();

    public bool IsShared => true;

    public async Task<T> ChangeAsync<T>(
        IReadOnlyList<AttemptKey> keys, Func<long, AttemptFacts[], T> change, CancellationToken cancellation)
    {
        var hashes = keys.Select(key => Convert.FromHexString(audit.HashOfIdentifier("attempt-" + key.Kind, key.Name))).ToArray();
        T result;
        await using (var connection = await source.OpenConnectionAsync(cancellation))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var (now, before) = await TakeAsync(connection, hashes, cancellation);
            var after = before.ToArray();
            result = change(now, after);
            await PutAsync(connection, hashes, before, after, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        await TidyAsync(cancellation);
        return result;
    }

    private static async Task<(long Now, AttemptFacts[] Facts)> TakeAsync(
        NpgsqlConnection connection, byte[][] hashes, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Take, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = hashes, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var (now, facts) = (0L, new AttemptFacts[hashes.Length]);
        while (await rows.ReadAsync(cancellation))
        {
            var key = rows.GetFieldValue<byte[]>(0);
            var until = rows.GetInt64(2);
            now = Math.Max(now, rows.GetInt64(3));
            facts[Array.FindIndex(hashes, hash => hash.AsSpan().SequenceEqual(key))] = until > rows.GetInt64(3)
                ? new AttemptFacts(rows.GetFieldValue<long[]>(1), until)
                : AttemptFacts.None;
        }

        return (now, facts);
    }

    private static async Task PutAsync(
        NpgsqlConnection connection, byte[][] hashes, AttemptFacts[] before, AttemptFacts[] after, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        for (var i = 0; i < hashes.Length; i++)
        {
            if (after[i] != before[i])
            {
                var put = new NpgsqlBatchCommand(Put);
                put.Parameters.Add(new NpgsqlParameter { Value = hashes[i] });
                put.Parameters.Add(new NpgsqlParameter { Value = after[i].Values.ToArray() });
                put.Parameters.Add(new NpgsqlParameter { Value = after[i].Until });
                batch.BatchCommands.Add(put);
            }
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
    }

    private async Task TidyAsync(CancellationToken cancellation)
    {
        if (time.GetElapsedTime(Interlocked.Read(ref _tidiedAt)) < s_untidy)
        {
            return;
        }

        Interlocked.Exchange(ref _tidiedAt, time.GetTimestamp());
        await using var command = source.CreateCommand(Forget);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
