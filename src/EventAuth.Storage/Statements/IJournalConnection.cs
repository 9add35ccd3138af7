namespace EventAuth.Storage.Statements;

/// <summary>
/// The journal's own connection to either database. Parameters are numbered from <c>?1</c> and bound in their order. Used by one thread at
/// a time.
/// </summary>
internal interface IJournalConnection : IDisposable
{
    /// <summary>Whether the rows of rejections say when they were received, since their table is divided by it.</summary>
    bool DividesByDay => false;

    /// <summary>Whether other processes write as well, each with files of its own.</summary>
    bool IsShared => false;

    /// <summary>Begins a transaction, as the only one who writes.</summary>
    void Begin();

    void Commit();

    /// <summary>A statement, the same one each time; it is disposed with the connection.</summary>
    IJournalStatement Prepare(string sql);

    /// <summary>A statement that looks for many rows at once; null where looking for each by itself is as quick.</summary>
    IJournalStatement? PrepareForMany(string sql) => null;

    /// <summary>What appends a row to a table, at the latest with the commit. Values are bound in the order of the columns.</summary>
    /// <param name="onConflict">What is done where the row is there; empty where it never is.</param>
    IJournalStatement Insert(string table, string[] columns, string onConflict = "");

    /// <summary>The last id that a row of a table has, or had.</summary>
    long LastId(JournalTable table);

    /// <summary>The id of the next row of a table.</summary>
    long NextId(JournalTable table);
}

/// <summary>The tables whose rows the one writer numbers by itself.</summary>
internal enum JournalTable
{
    Events,
    Profiles,
    ProfileLinks,
}
