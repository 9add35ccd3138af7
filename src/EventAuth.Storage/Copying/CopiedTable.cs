namespace EventAuth.Storage.Copying;

/// <summary>A table that both databases have.</summary>
/// <param name="Columns">Those of PostgreSQL, in its order.</param>
/// <param name="Order">The columns of SQLite's primary key, as a list in SQL: in their order rows are read and written.</param>
/// <param name="Damaged">A question to SQLite for the number of rows that have a value of another type or form.</param>
internal sealed record CopiedTable(string Name, IReadOnlyList<CopiedColumn> Columns, string Order, string Damaged)
{
    public string SelectFromSqlite =>
        $"SELECT {string.Join(", ", Columns.Select(column => column.InSqlite))} FROM \"{Name}\" ORDER BY {Order}";

    public string SelectFromPostgres => $"SELECT {Names(Columns)} FROM \"{Name}\" ORDER BY {Order}";

    public string CopyIntoPostgres => $"COPY \"{Name}\" ({Names(Columns)}) FROM STDIN (FORMAT BINARY)";

    private static string Names(IEnumerable<CopiedColumn> columns) => string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
}

/// <summary>A column.</summary>
/// <param name="InSqlite">What gives its value in SQLite.</param>
/// <param name="IsStored">Whether SQLite stores it, and does not follow it from other rows.</param>
internal sealed record CopiedColumn(string Name, ColumnKind Kind, string InSqlite, bool IsStored);

/// <summary>What a column holds.</summary>
internal enum ColumnKind
{
    /// <summary>Of 64 bits; times, too.</summary>
    Number,

    /// <summary>Of 32 bits.</summary>
    ShortNumber,

    /// <summary>A truth value; 0 or 1 in SQLite.</summary>
    Flag,

    Text,
    Bytes,

    /// <summary>A UUID; 16 bytes in network order in SQLite.</summary>
    Id,
}
