namespace EventAuth.Storage.Statements;

/// <summary>Binds the value of a column of a row.</summary>
internal delegate IJournalStatement ColumnValue<T>(IJournalStatement row, in T value);

/// <summary>Writes rows of one table. Each column is named next to its value, so that a column is in one place.</summary>
/// <typeparam name="T">What rows are made of.</typeparam>
internal sealed class RowWriter<T>
{
    private readonly IJournalStatement _insert;
    private readonly ColumnValue<T>[] _values;

    /// <param name="key">The column by which an existing row is replaced; null if there is never one.</param>
    public RowWriter(IJournalConnection connection, string table, string? key, params (string Name, ColumnValue<T> Value)[] columns)
    {
        var changes = columns.Where(column => column.Name != key).Select(column => $"\"{column.Name}\" = excluded.\"{column.Name}\"");
        var conflict = key is null ? "" : $""" ON CONFLICT ("{key}") DO UPDATE SET {string.Join(", ", changes)}""";
        _insert = connection.Insert(table, [.. columns.Select(column => column.Name)], conflict);
        _values = [.. columns.Select(column => column.Value)];
    }

    public void Write(in T value)
    {
        foreach (var bind in _values)
        {
            bind(_insert, value);
        }

        _insert.Run();
    }
}
