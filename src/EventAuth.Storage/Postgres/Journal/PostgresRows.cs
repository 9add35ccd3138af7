using EventAuth.Storage.Statements;
using Npgsql;
using NpgsqlTypes;

namespace EventAuth.Storage.Postgres.Journal;

/// <summary>Collects the rows of one table, column by column, for one statement that inserts them all (<c>unnest</c>).</summary>
internal sealed class PostgresRows : IJournalStatement
{
    private readonly string _sql;
    private readonly IColumn?[] _columns;
    private int _position;
    private int _count;

    public PostgresRows(string table, string[] columns, string onConflict)
    {
        var (names, arrays) = (string.Join("\", \"", columns), string.Join(", ", columns.Select((_, index) => $"${index + 1}")));
        _sql = $"""INSERT INTO "{table}" ("{names}") SELECT * FROM unnest({arrays}) {onConflict}""";
        _columns = new IColumn?[columns.Length];
    }

    private interface IColumn
    {
        NpgsqlParameter ToParameter();

        void Clear();
    }

    public IJournalStatement Bind(long? value) => Add(value, NpgsqlDbType.Bigint);

    public IJournalStatement Bind(bool value) => Add(value, NpgsqlDbType.Boolean);

    public IJournalStatement Bind(DateTimeOffset? value) => Add(value?.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);

    public IJournalStatement Bind(string? value) => Add(value, NpgsqlDbType.Text);

    public IJournalStatement Bind(Utf8Text value) => Add(value.ToStringOrNull(), NpgsqlDbType.Text);

    public IJournalStatement Bind(byte[]? value) => Add(value, NpgsqlDbType.Bytea);

    public IJournalStatement Bind(Guid value) => Add(value, NpgsqlDbType.Uuid);

    public bool Run()
    {
        (_position, _count) = (0, _count + 1);
        return false;
    }

    /// <summary>What inserts the rows; null when there are none.</summary>
    public NpgsqlBatchCommand? ToCommand()
    {
        if (_count == 0)
        {
            return null;
        }

        var command = new NpgsqlBatchCommand(_sql);
        foreach (var column in _columns)
        {
            command.Parameters.Add(column!.ToParameter());
        }

        return command;
    }

    public void Clear()
    {
        (_position, _count) = (0, 0);
        Array.ForEach(_columns, column => column?.Clear());
    }

    bool IJournalStatement.Step() => throw NoRows();

    long IJournalStatement.Number() => throw NoRows();

    long IJournalStatement.Integer(int column) => throw NoRows();

    bool IJournalStatement.Flag(int column) => throw NoRows();

    string IJournalStatement.Text(int column) => throw NoRows();

    string? IJournalStatement.TextOrNull(int column) => throw NoRows();

    byte[] IJournalStatement.Bytes(int column) => throw NoRows();

    Guid IJournalStatement.Guid(int column) => throw NoRows();

    bool IJournalStatement.IsNull(int column) => throw NoRows();

    void IJournalStatement.Reset()
    {
    }

    private static NotSupportedException NoRows() => new("Rows that are inserted give none.");

    private PostgresRows Add<T>(T value, NpgsqlDbType type)
    {
        ((Column<T>)(_columns[_position++] ??= new Column<T>(type))).Values.Add(value);
        return this;
    }

    private sealed class Column<T>(NpgsqlDbType type) : IColumn
    {
        public List<T> Values { get; } = [];

        public NpgsqlParameter ToParameter() => new() { Value = Values, NpgsqlDbType = NpgsqlDbType.Array | type };

        public void Clear() => Values.Clear();
    }
}
