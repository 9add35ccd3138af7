namespace EventAuth.Storage.Statements;

/// <summary>
/// The journal's own connection to either database. Parameters are numbered from <c>?1</c> and bound in their order. Used by one thread at
/// a time.
/// </summary>
internal interface IJournalConnection : IDisposable
{
    /// <summary>Whether the tables of events and rejections are partitioned by the time of receipt.</summary>
    bool DividesByDay => false;

    /// <summary>Whether other processes write to the same database.</summary>
    bool IsShared => false;

    /// <summary>Begins a transaction, as the only writer.</summary>
    void Begin();

    void Commit();

    /// <summary>A statement, the same one each time; it is disposed with the connection.</summary>
    IJournalStatement Prepare(string sql);

    /// <summary>A statement that finds many rows at once; null if finding each by itself is as quick.</summary>
    IJournalStatement? PrepareForMany(string sql) => null;

    /// <summary>A statement that inserts a row, at the latest with the commit. Values are bound in the order of the columns.</summary>
    /// <param name="onConflict">The ON CONFLICT clause; empty if the row never exists already.</param>
    IJournalStatement Insert(string table, string[] columns, string onConflict = "");

    /// <summary>The last id that a row of a table has, or had.</summary>
    long LastId(JournalTable table);

    /// <summary>The id of the next row of a table.</summary>
    long NextId(JournalTable table);
}

/// <summary>The tables whose ids the single writer assigns.</summary>
internal enum JournalTable
{
    Events,
    Profiles,
    ProfileLinks,
}
