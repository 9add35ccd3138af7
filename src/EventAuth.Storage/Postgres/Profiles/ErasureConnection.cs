using System.Data;
using Npgsql;

namespace EventAuth.Storage.Postgres.Profiles;

/// <summary>A connection for an erasure: each statement is a transaction of its own, and short.</summary>
internal sealed class ErasureConnection(NpgsqlConnection connection) : IAsyncDisposable
{
    // Erased rows leave dead entries in the indexes. A plain index scan removes those that it meets; a scan through a bitmap, or of the
    // whole table, meets them again with each step. Steps that a sudden end of the server takes back are repeated: they need not wait
    // for the disk.
    private const string Settings =
        "SET enable_bitmapscan = off; SET enable_seqscan = off; SET synchronous_commit = off";

    // The writer of events changes identifiers too, in an order of its own: without its place the two could wait for each other.
    private const string TakePlace = """SELECT 1 FROM "JournalState" FOR UPDATE""";

    public static async Task<ErasureConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        await using var settings = new NpgsqlCommand(Settings, connection);
        await settings.ExecuteNonQueryAsync(cancellation);
        return new ErasureConnection(connection);
    }

    public async Task<List<T>> ReadAsync<T>(
        string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand { Connection = connection };
        Fill(command, sql, values);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var all = new List<T>();
        while (await rows.ReadAsync(cancellation))
        {
            all.Add(row(rows));
        }

        return all;
    }

    /// <summary>Runs a step. Gives how many rows it changed.</summary>
    public async Task<int> WriteAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand { Connection = connection };
        Fill(command, sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Runs a step in the place of the one who writes.</summary>
    public async Task WriteInPlaceAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(TakePlace));
        var step = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            step.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        // Without a BEGIN a batch is one transaction.
        batch.BatchCommands.Add(step);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<bool> TryLockAsync(long number, CancellationToken cancellation) =>
        (await ReadAsync("SELECT pg_try_advisory_lock($1)", row => row.GetBoolean(0), cancellation, number))[0];

    /// <summary>Gives a lock back, unless the connection is lost and the lock with it.</summary>
    public async Task UnlockAsync(long number)
    {
        if (connection.State == ConnectionState.Open)
        {
            await ReadAsync("SELECT pg_advisory_unlock($1)", row => row.GetBoolean(0), CancellationToken.None, number);
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static void Fill(NpgsqlCommand command, string sql, object[] values)
    {
#pragma warning disable CA2100 // The callers' own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
    }
}
