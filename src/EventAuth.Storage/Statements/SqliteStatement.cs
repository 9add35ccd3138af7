using System.Text;
using EventAuth.Core.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventAuth.Storage.Statements;

/// <summary>A prepared statement of the writer's connection: bound, run and reset many times, without making command objects.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    // By position, from 1. The database keeps what is bound, and most of an event's columns are those of the one before.
    private readonly BoundValue[] _bound;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _bound = new BoundValue[raw.sqlite3_bind_parameter_count(_statement) + 1];
    }

    public SqliteStatement Bind(int position, long value)
    {
        var bound = new BoundValue(BoundKind.Number, value, null);
        if (_bound[position] != bound)
        {
            Forget(position);
            Check(raw.sqlite3_bind_int64(_statement, position, value));
            _bound[position] = bound;
        }

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

        if (!ReferenceEquals(_bound[position].Text, value))
        {
            var length = Encoding.UTF8.GetMaxByteCount(value.Length);
            Span<byte> bytes = length <= 1024 ? stackalloc byte[length] : new byte[length];
            Bind(position, bytes[..Encoding.UTF8.GetBytes(value, bytes)]);
            _bound[position] = new BoundValue(BoundKind.Text, 0, value);
        }

        return this;
    }

    public SqliteStatement Bind(int position, Utf8Text value) => value.IsPresent ? Bind(position, value.Bytes) : BindNull(position);

    /// <summary>Binds a text in UTF-8; the database makes its copy of it.</summary>
    public SqliteStatement Bind(int position, ReadOnlySpan<byte> text)
    {
        Forget(position);

        // An empty span may have no address, which would be taken for NULL.
        Check(text.IsEmpty
            ? raw.sqlite3_bind_text(_statement, position, utf8z.FromSpan("\0"u8))
            : raw.sqlite3_bind_text(_statement, position, text));
        return this;
    }

    public SqliteStatement Bind(int position, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        Forget(position);
        Check(raw.sqlite3_bind_blob(_statement, position, bytes));
        return this;
    }

    public SqliteStatement BindBytes(int position, byte[]? value)
    {
        if (value is null)
        {
            return BindNull(position);
        }

        Forget(position);
        Check(raw.sqlite3_bind_blob(_statement, position, value));
        return this;
    }

    public SqliteStatement BindNull(int position)
    {
        var bound = new BoundValue(BoundKind.Null, 0, null);
        if (_bound[position] != bound)
        {
            Forget(position);
            Check(raw.sqlite3_bind_null(_statement, position));
            _bound[position] = bound;
        }

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

    private void Forget(int position) => _bound[position] = default;

    private void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE))
        {
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result);
        }
    }

    private enum BoundKind
    {
        /// <summary>Nothing yet, or what is not compared.</summary>
        Unknown,
        Null,
        Number,
        Text,
    }

    private readonly record struct BoundValue(BoundKind Kind, long Number, string? Text);
}
