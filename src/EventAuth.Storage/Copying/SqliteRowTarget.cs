using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Copying;

/// <summary>Inserts rows into SQLite.</summary>
internal sealed class SqliteRowTarget(SqliteJournalConnection connection, CopiedTable table) : IRowTarget
{
    private readonly IJournalStatement _insert = connection.Insert(
        table.Name, [.. table.Columns.Where(column => column.IsStored).Select(column => column.Name)]);

    public void Begin()
    {
        // The statement begins by itself.
    }

    public void Null(CopiedColumn column) => Bind(column)?.Bind((long?)null);

    public void Number(CopiedColumn column, long value) => Bind(column)?.Bind(value);

    public void Flag(CopiedColumn column, bool value) => Bind(column)?.Bind(value);

    public void Text(CopiedColumn column, string value) => Bind(column)?.Bind(value);

    public void Bytes(CopiedColumn column, byte[] value) => Bind(column)?.Bind(value);

    public void Id(CopiedColumn column, Guid value) => Bind(column)?.Bind(value);

    public void End() => _insert.Run();

    private IJournalStatement? Bind(CopiedColumn column) => column.IsStored ? _insert : null;
}
