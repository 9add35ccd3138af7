using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventAuth.Storage.Previews;

/// <summary>
/// The rows of a query, read one after the other without an object for each. For millions of rows the embedded database is asked directly:
/// its reader makes objects for each value. Used by one thread at a time.
/// </summary>
internal abstract class QueryRows : IAsyncDisposable
{
    /// <summary>Runs a query, whose columns are in the order of its members.</summary>
    public static async Task<QueryRows> OpenAsync(EventAuthDbContext context, IQueryable query, CancellationToken cancellation)
    {
        await context.Database.OpenConnectionAsync(cancellation);
        await using var command = query.CreateDbCommand();
        return command.Connection is SqliteConnection { Handle: { } handle }
            ? new StatementRows(handle, command)
            : new ReaderRows(await command.ExecuteReaderAsync(cancellation));
    }

    /// <summary>Goes on to the next row; false behind the last.</summary>
    public abstract ValueTask<bool> NextAsync(CancellationToken cancellation);

    public abstract bool IsNull(int column);

    public abstract long Integer(int column);

    public abstract string Text(int column);

    /// <summary>Valid until the next row.</summary>
    public abstract ReadOnlySpan<byte> Bytes(int column);

    public abstract ValueTask DisposeAsync();

    private sealed class ReaderRows(DbDataReader reader) : QueryRows
    {
        public override async ValueTask<bool> NextAsync(CancellationToken cancellation) => await reader.ReadAsync(cancellation);

        public override bool IsNull(int column) => reader.IsDBNull(column);

        // A truth value is a number in one database, and not in the other.
        public override long Integer(int column) => reader.GetFieldType(column) != typeof(bool) ? reader.GetInt64(column)
            : reader.GetBoolean(column) ? 1 : 0;

        public override string Text(int column) => reader.GetString(column);

        public override ReadOnlySpan<byte> Bytes(int column) => reader.GetFieldValue<byte[]>(column);

        public override ValueTask DisposeAsync() => reader.DisposeAsync();
    }

    private sealed class StatementRows : QueryRows
    {
        // The same text again and again, such as an event's name.
        private const int MostKnown = 10_000;

        private readonly sqlite3 _handle;
        private readonly sqlite3_stmt _statement;
        private readonly HashSet<string> _known = new(StringComparer.Ordinal);

        public StatementRows(sqlite3 handle, DbCommand command)
        {
            _handle = handle;
            Check(raw.sqlite3_prepare_v2(handle, command.CommandText, out _statement));
            foreach (DbParameter parameter in command.Parameters)
            {
                var place = raw.sqlite3_bind_parameter_index(_statement, parameter.ParameterName);
                Check(parameter.Value is string text
                    ? raw.sqlite3_bind_text(_statement, place, text)
                    : raw.sqlite3_bind_int64(_statement, place, Convert.ToInt64(parameter.Value, CultureInfo.InvariantCulture)));
            }
        }

        public override ValueTask<bool> NextAsync(CancellationToken cancellation)
        {
            var result = raw.sqlite3_step(_statement);
            Check(result);
            return ValueTask.FromResult(result == raw.SQLITE_ROW);
        }

        public override bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

        public override long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

        public override string Text(int column)
        {
            var bytes = raw.sqlite3_column_blob(_statement, column);
            Span<char> text = stackalloc char[64];
            if (bytes.Length > text.Length)
            {
                return Encoding.UTF8.GetString(bytes);
            }

            text = text[..Encoding.UTF8.GetChars(bytes, text)];
            var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
            if (known.TryGetValue(text, out var kept))
            {
                return kept;
            }

            var made = text.ToString();
            if (_known.Count < MostKnown)
            {
                _known.Add(made);
            }

            return made;
        }

        public override ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

        public override ValueTask DisposeAsync()
        {
            _statement.Dispose();
            return ValueTask.CompletedTask;
        }

        private void Check(int result)
        {
            if (result is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            {
                throw new SqliteException(raw.sqlite3_errmsg(_handle).utf8_to_string(), result);
            }
        }
    }
}
