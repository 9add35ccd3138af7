using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace EventAuth.Storage.Database;

/// <summary>
/// A connection for long work on many rows while events are written: it writes in steps, each a transaction of some ms in its turn.
/// The number of rows of a step depends on how long the last one took. What is lost in a power cut must be repeated by the caller.
/// </summary>
internal sealed class WriteSteps(SqliteConnection connection, WriteTurns turns, TimeProvider time) : IAsyncDisposable
{
    /// <summary>The rows with the ids of a step.</summary>
    public const string InIds = """ WHERE "Id" IN (SELECT "value" FROM json_each($ids)) """;

    private const int MostRows = 500;
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>How many rows the next step takes.</summary>
    public int Rows { get; private set; } = 32;

    public static WriteSteps Open(StorageOptions options, WriteTurns turns, TimeProvider time)
    {
        var connection = options.Open();
        using var setUp = connection.CreateCommand();

        // What is lost in a power cut is done again: it need not wait for the disk. Deleted data is overwritten, not only marked
        // as free.
        setUp.CommandText = "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY";
        setUp.ExecuteNonQuery();
        return new WriteSteps(connection, turns, time);
    }

    /// <summary>Reads rows; nobody waits for it. <c>$rows</c> is the maximum for a step.</summary>
    public List<T> Read<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = CommandOf(sql, values);
        using var rows = command.ExecuteReader();
        var all = new List<T>();
        while (rows.Read())
        {
            all.Add(row(rows));
        }

        return all;
    }

    /// <summary>Reads the number that is first in each row.</summary>
    public List<long> ReadNumbers(string sql, params ReadOnlySpan<(string Name, object Value)> values) =>
        Read(sql, row => row.GetInt64(0), values);

    /// <summary>Runs a step: one transaction, in its turn. Others may write before the next. Returns how many rows it changed.</summary>
    public async Task<int> WriteAsync(string sql, (string Name, object Value)[] values, CancellationToken cancellation)
    {
        int changed;
        using (await turns.TakeAsync(cancellation))
        {
            var began = time.GetTimestamp();
            await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(cancellation);
            using var command = CommandOf(sql, values);
            command.Transaction = transaction;
            changed = await command.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            var took = time.GetElapsedTime(began);
            Rows = took > Long ? Math.Max(1, Rows / 2) : took < Short ? Math.Min(MostRows, Rows * 2) : Rows;
        }

        await Task.Delay(Pause, time, cancellation);
        return changed;
    }

    /// <summary>Runs a step on rows with these ids, which are its <c>$ids</c> as a JSON array; see <see cref="InIds"/>.</summary>
    public Task<int> WriteAsync(string sql, IReadOnlyCollection<long> ids, CancellationToken cancellation) =>
        WriteAsync(sql, [("$ids", JsonSerializer.Serialize(ids))], cancellation);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private SqliteCommand CommandOf(string sql, ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements of our own callers.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$rows", Rows);
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
