using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventAuth.Storage.Statements;

/// <inheritdoc/>
internal sealed class SqliteJournalConnection : IJournalConnection
{
    private readonly sqlite3 _handle;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private readonly long[] _lastIds;

    public SqliteJournalConnection(StorageOptions options)
    {
        Batteries_V2.Init();

        // We make sure that only one thread uses it, so the database need not lock at each call.
        var opened = raw.sqlite3_open_v2(options.DatabaseFile, out _handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        try
        {
            if (opened != raw.SQLITE_OK)
            {
                throw new SqliteException("The database cannot be opened: " + raw.sqlite3_errstr(opened).utf8_to_string(), opened);
            }

            raw.sqlite3_busy_timeout(_handle, (int)options.WriterPatience.TotalMilliseconds);

            // FULL: a commit returns after the log is synced to disk; only then is an event answered.
            Prepare("PRAGMA synchronous = FULL").Run();

            // What is deleted or moved is overwritten with zeros, so that erased data has no copy in unused parts of other pages.
            Prepare("PRAGMA secure_delete = ON").Run();

            // Moving the log into the database is the checkpointer's work; the pages that events look up stay in memory (in KiB).
            Prepare("PRAGMA wal_autocheckpoint = 0").Run();
            Prepare("PRAGMA cache_size = -32768").Run();
            Prepare("PRAGMA journal_size_limit = 134217728").Run();

            // The id of a profile of which something is still to be erased is not given to another.
            var lastProfile = Math.Max(Greatest("Profiles", "Id"), Greatest("Erasures", "ProfileId"));
            _lastIds = [Greatest("Events", "Id"), lastProfile, Greatest("ProfileLinks", "Id")];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Begin() => Prepare("BEGIN IMMEDIATE").Run();

    public void Commit() => Prepare("COMMIT").Run();

    public IJournalStatement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            _statements.Add(sql, statement = new SqliteStatement(_handle, sql));
        }

        return statement;
    }

    public IJournalStatement Insert(string table, string[] columns, string onConflict = "")
    {
        var (names, values) = (string.Join("\", \"", columns), string.Join(", ", columns.Select(_ => "?")));
        return Prepare($"""INSERT INTO "{table}" ("{names}") VALUES ({values}) {onConflict}""");
    }

    public long LastId(JournalTable table) => _lastIds[(int)table];

    public long NextId(JournalTable table) => ++_lastIds[(int)table];

    /// <summary>The greatest number in a column, 0 when the table is empty.</summary>
    public long Greatest(string table, string column) => Prepare($"""SELECT coalesce(max("{column}"), 0) FROM "{table}" """).Number();

    /// <summary>Moves the content of the log into the database, if possible.</summary>
    public void TryCheckpoint()
    {
        try
        {
            Prepare("PRAGMA wal_checkpoint(PASSIVE)").Run();
        }
        catch (SqliteException)
        {
            // The files are gone, which was reported already.
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _handle.Dispose();
    }
}
