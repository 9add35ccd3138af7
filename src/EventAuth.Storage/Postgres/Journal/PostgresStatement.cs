using EventAuth.Storage.Statements;
using Npgsql;
using NpgsqlTypes;

namespace EventAuth.Storage.Postgres.Journal;

/// <summary>A prepared statement that is run by itself, after the rows that were collected before it.</summary>
internal sealed class PostgresStatement(PostgresJournalConnection journal, NpgsqlConnection connection, string sql)
    : IJournalStatement, IDisposable
{
    private readonly NpgsqlCommand _command = new(sql.Replace('?', '$'), connection);
    private NpgsqlDataReader? _row;

    public IJournalStatement Bind(long? value) => Add(value, NpgsqlDbType.Bigint);

    public IJournalStatement Bind(bool value) => Add(value, NpgsqlDbType.Boolean);

    public IJournalStatement Bind(DateTimeOffset? value) => Add(value?.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);

    public IJournalStatement Bind(string? value) => Add(value, NpgsqlDbType.Text);

    public IJournalStatement Bind(Utf8Text value) => Add(value.ToStringOrNull(), NpgsqlDbType.Text);

    public IJournalStatement Bind(byte[]? value) => Add(value, NpgsqlDbType.Bytea);

    public IJournalStatement Bind(Guid value) => Add(value, NpgsqlDbType.Uuid);

    public IJournalStatement BindAll(long[] values) => Add(values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public IJournalStatement BindAll(string[] values) => Add(values, NpgsqlDbType.Array | NpgsqlDbType.Text);

    public IJournalStatement BindAll(Guid[] values) => Add(values, NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    public bool Step()
    {
        if (_row is null)
        {
            journal.Flush();
            _row = _command.ExecuteReader();
        }

        return _row.Read();
    }

    public bool Run()
    {
        var hasRow = Step();
        Reset();
        return hasRow;
    }

    public long Number()
    {
        Step();
        var number = Integer(0);
        Reset();
        return number;
    }

    public long Integer(int column) => _row!.GetFieldValue<long>(column);

    public bool Flag(int column) => _row!.GetBoolean(column);

    public string Text(int column) => _row!.GetString(column);

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Bytes(int column) => _row!.GetFieldValue<byte[]>(column);

    public Guid Guid(int column) => _row!.GetGuid(column);

    public bool IsNull(int column) => _row!.IsDBNull(column);

    public void Reset()
    {
        _row?.Dispose();
        _row = null;
        _command.Parameters.Clear();
    }

    public void Dispose()
    {
        Reset();
        _command.Dispose();
    }

    private PostgresStatement Add(object? value, NpgsqlDbType type)
    {
        _command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        return this;
    }
}
