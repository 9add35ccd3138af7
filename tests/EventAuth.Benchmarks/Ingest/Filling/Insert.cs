using Microsoft.Data.Sqlite;

namespace EventAuth.Benchmarks.Ingest.Filling;

/// <summary>Writes rows of one table, all with the same columns.</summary>
internal sealed class Insert : IDisposable
{
    private readonly SqliteCommand _command;

    public Insert(SqliteConnection connection, string table, params string[] columns)
    {
        _command = connection.CreateCommand();
        _command.CommandText = $"""INSERT INTO "{table}" ("{string.Join("\", \"", columns)}") VALUES ({string.Join(", ", columns.Select((_, i) => "$" + i))})""";
        for (var i = 0; i < columns.Length; i++)
        {
            _command.Parameters.Add(new SqliteParameter("$" + i, null));
        }
    }

    /// <summary>Writes a row: numbers, texts, bytes, nothing.</summary>
    public void Write(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
