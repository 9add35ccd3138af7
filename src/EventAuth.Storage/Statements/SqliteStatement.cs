using System.Text;
using EventAuth.Core.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventAuth.Storage.Statements;

/// <summary>A prepared statement of the writer's connection: bound, run and reset many times, without the garbage of a command object.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public SqliteStatement Bind(int position, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, position, value));
        return this;
    }

    public SqliteStatement Bind(int position, long? value) => value is { } number ? Bind(position, number) : BindNull(position);

    public SqliteStatement Bind(int position, bool value) => Bind(position, value ? 1L : 0L);

    public SqliteStatement Bind(int position, DateTimeOffset value) => Bind(position, value.ToUnixTimeMilliseconds());

    public SqliteStatement Bind(int position, DateTimeOffset? value) => Bind(position, value?.ToUnixTimeMilliseconds());

    public SqliteStatement Bind(int position, string? value)
    {
        if (value is null)
        {
            return BindNull(position);
        }

        var length = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> bytes = length <= 1024 ? stackalloc byte[length] : new byte[length];
        return Bind(position, bytes[..Encoding.UTF8.GetBytes(value, bytes)]);
    }

    public SqliteStatement Bind(int position, Utf8Text value) => value.IsPresent ? Bind(position, value.Bytes) : BindNull(position);

    /// <summary>Binds a text in UTF-8; the database makes its copy of it.</summary>
    public SqliteStatement Bind(int position, ReadOnlySpan<byte> text)
    {
        // An empty span may have no address, which would be taken for NULL.
        Check(text.IsEmpty ? raw.sqlite3_bind_text(_statement, position, utf8z.FromSpan("\0"u8)) : raw.sqlite3_bind_text(_statement, position, text));
        return this;
    }

    public SqliteStatement Bind(int position, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        Check(raw.sqlite3_bind_blob(_statement, position, bytes));
        return this;
    }

    public SqliteStatement BindBytes(int position, byte[]? value)
    {
        if (value is null)
        {
            return BindNull(position);
        }

        Check(raw.sqlite3_bind_blob(_statement, position, value));
        return this;
    }

    public SqliteStatement BindNull(int position)
    {
        Check(raw.sqlite3_bind_null(_statement, position));
        return this;
    }

    /// <summary>Whether there is a row; the statement must be reset afterwards.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        if (result != raw.SQLITE_DONE)
        {
            Reset();
            Check(result);
        }

        return false;
    }

    public long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    /// <summary>An id; the empty one for bytes that are none.</summary>
    public Guid Guid(int column) =>
        raw.sqlite3_column_blob(_statement, column) is { Length: 16 } bytes ? new Guid(bytes, bigEndian: true) : System.Guid.Empty;

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    // What it returns is the error of the step before, which was told then.
    public void Reset() => _ = raw.sqlite3_reset(_statement);

    /// <summary>Runs a statement whose rows, where there are any, nobody reads.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE))
        {
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result);
        }
    }
}
