using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventAuth.Storage.Statements;

/// <summary>
/// A prepared statement of the writer's connection: bound, run and reset many times, without making command objects. Each value that
/// is bound goes to the next parameter.
/// </summary>
internal sealed class SqliteStatement : IJournalStatement, IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    // By position, from 1. The database keeps bound values, and most columns of an event equal those of the one before.
    private readonly BoundValue[] _bound;
    private int _position;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _bound = new BoundValue[raw.sqlite3_bind_parameter_count(_statement) + 1];
    }

    public IJournalStatement Bind(long? value)
    {
        if (Next(new BoundValue(true, value, null)))
        {
            Check(value is { } number
                ? raw.sqlite3_bind_int64(_statement, _position, number)
                : raw.sqlite3_bind_null(_statement, _position));
        }

        return this;
    }

    public IJournalStatement Bind(bool value) => Bind(value ? 1L : 0L);

    public IJournalStatement Bind(DateTimeOffset? value) => Bind(value?.ToUnixTimeMilliseconds());

    public IJournalStatement Bind(string? value)
    {
        if (value is null)
        {
            return Bind((long?)null);
        }

        if (Next(new BoundValue(true, null, value)))
        {
            var length = Encoding.UTF8.GetMaxByteCount(value.Length);
            Span<byte> bytes = length <= 1024 ? stackalloc byte[length] : new byte[length];
            BindText(bytes[..Encoding.UTF8.GetBytes(value, bytes)]);
        }

        return this;
    }

    public IJournalStatement Bind(Utf8Text value)
    {
        if (!value.IsPresent)
        {
            return Bind((long?)null);
        }

        Next(default);
        BindText(value.Bytes);
        return this;
    }

    public IJournalStatement Bind(byte[]? value) => value is null ? Bind((long?)null) : BindBytes(value);

    public IJournalStatement Bind(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return BindBytes(bytes);
    }

    /// <summary>Whether there is a row; the statement must be reset afterwards.</summary>
    public bool Step()
    {
        _position = 0;
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Reset();
            Check(result);
        }

        return result == raw.SQLITE_ROW;
    }

    /// <summary>Runs a statement whose rows, if any, nobody reads. Returns whether there was one.</summary>
    public bool Run()
    {
        var hasRow = Step();
        Reset();
        return hasRow;
    }

    /// <summary>Runs a statement with one row. Returns the number in it.</summary>
    public long Number()
    {
        Step();
        var number = Integer(0);
        Reset();
        return number;
    }

    public long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    public bool Flag(int column) => Integer(column) != 0;

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    /// <summary>An id; the empty one for bytes that are not an id.</summary>
    public Guid Guid(int column) =>
        raw.sqlite3_column_blob(_statement, column) is { Length: 16 } bytes ? new Guid(bytes, bigEndian: true) : System.Guid.Empty;

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    // It returns the error of the step before, which was reported then.
    public void Reset() => _ = raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    /// <summary>Goes on to the next parameter. False if it already has this value; an unknown one is always new.</summary>
    private bool Next(in BoundValue value)
    {
        ref var bound = ref _bound[++_position];
        if (value.IsKnown && bound.IsKnown && bound.Number == value.Number && bound.Text == value.Text)
        {
            return false;
        }

        bound = value;
        return true;
    }

    private SqliteStatement BindBytes(ReadOnlySpan<byte> bytes)
    {
        Next(default);
        Check(raw.sqlite3_bind_blob(_statement, _position, bytes));
        return this;
    }

    // The database makes its copy. An empty span may have no address, which would be taken for NULL.
    private void BindText(ReadOnlySpan<byte> text) => Check(text.IsEmpty
        ? raw.sqlite3_bind_text(_statement, _position, utf8z.FromSpan("\0"u8))
        : raw.sqlite3_bind_text(_statement, _position, text));

    private void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE))
        {
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result);
        }
    }

    private readonly record struct BoundValue(bool IsKnown, long? Number, string? Text);
}
