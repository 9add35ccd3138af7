using Microsoft.Data.Sqlite;

namespace EventAuth.Storage.Database;

/// <summary>
/// A connection for long work on many rows beside events: it writes in steps, each a transaction in its turn and some milliseconds
/// long. How many rows a
/// step takes follows from how long the last one took. What a step undoes or a power cut takes back is to be done again by who began it.
/// </summary>
internal sealed class WriteSteps : IAsyncDisposable
{
    private const int MostRows = 500;
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly SqliteConnection _connection;
    private readonly WriteTurns _turns;
    private readonly TimeProvider _time;

    private WriteSteps(SqliteConnection connection, WriteTurns turns, TimeProvider time) =>
        (_connection, _turns, _time) = (connection, turns, time);

    /// <summary>How many rows the next step is to take.</summary>
    public int Rows { get; private set; } = 32;

    public static async Task<WriteSteps> OpenAsync(
        StorageOptions options, WriteTurns turns, TimeProvider time, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(options.ConnectionString + ";Pooling=False");
        await connection.OpenAsync(cancellation);
        await using var setUp = connection.CreateCommand();

        // What is undone by a power cut is done again: it need not wait for the disk. What goes is overwritten, and not only marked
        // as free.
        setUp.CommandText = "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY";
        await setUp.ExecuteNonQueryAsync(cancellation);
        return new WriteSteps(connection, turns, time);
    }

    /// <summary>Reads rows; nobody waits for it.</summary>
    /// <param name="sql">The question.</param>
    /// <param name="row">Makes something of a row.</param>
    /// <param name="values">The parameters.</param>
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

    /// <summary>Runs a step: one transaction, in its turn. Others come before the next one.</summary>
    public async Task WriteAsync(string sql, (string Name, object Value)[] values, CancellationToken cancellation)
    {
        using var command = CommandOf(sql, values);
        await _turns.TakeAsync(cancellation);
        try
        {
            var began = _time.GetTimestamp();
            await using (var transaction = (SqliteTransaction)await _connection.BeginTransactionAsync(cancellation))
            {
                command.Transaction = transaction;
                await command.ExecuteNonQueryAsync(cancellation);
                await transaction.CommitAsync(cancellation);
            }

            Fit(_time.GetElapsedTime(began));
        }
        finally
        {
            _turns.GiveBack();
        }

        await Task.Delay(Pause, _time, cancellation);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private void Fit(TimeSpan took)
    {
        if (took > Long)
        {
            Rows = Math.Max(1, Rows / 2);
        }
        else if (took < Short)
        {
            Rows = Math.Min(MostRows, Rows * 2);
        }
    }

    private SqliteCommand CommandOf(string sql, ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The callers' own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
