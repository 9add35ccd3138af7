using System.Data;
using EventAuth.Storage.Statements;
using Npgsql;

namespace EventAuth.Storage.Postgres.Journal;

/// <summary>
/// The journal's connection to PostgreSQL. Who begins a transaction locks the one row of <see cref="JournalStateRecord"/>, on whatever
/// machine it runs, so there is one writer at a time; the database gives the lock back when a writer's connection ends. Rows that are
/// inserted are collected, and each table gets all of its rows in one statement, before the next statement that is run by itself or with
/// the commit.
/// </summary>
internal sealed class PostgresJournalConnection : IJournalConnection
{
    // As long as the writer waits for others (StorageOptions.WriterPatience); a writer whose machine stands still loses its place.
    private const string Settings = "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '10s'; SET synchronous_commit = on";

    private const string LockState =
        """
        SELECT "LastEvent", "LastProfile", "LastLink", "Writes", "CatalogChanges", "TokenEndChanges", "Discoveries", pg_current_xact_id()
        FROM "JournalState" WHERE "Id" = 1 FOR UPDATE
        """;

    private const string SaveState =
        """
        UPDATE "JournalState" SET "LastEvent" = $1, "LastProfile" = $2, "LastLink" = $3, "Writes" = $4, "Discoveries" = $5 WHERE "Id" = 1
        """;

    private readonly NpgsqlConnection _connection;
    private readonly Dictionary<string, PostgresStatement> _statements = new(StringComparer.Ordinal);
    private readonly List<PostgresRows> _rows = [];
    private readonly long[] _lastIds = new long[3];

    /// <param name="server">How to connect.</param>
    /// <param name="time">The clock.</param>
    public PostgresJournalConnection(string server, TimeProvider time)
    {
        _connection = ServerAddress.ConnectJournal(server);
        Turn = new NodeTurn(_connection, time);
        using var settings = new NpgsqlCommand(Settings, _connection);
        settings.ExecuteNonQuery();
    }

    /// <summary>This node's turn to write.</summary>
    public NodeTurn Turn { get; }

    /// <summary>Counts the transactions of all writers; with the present one.</summary>
    public long Writes { get; private set; }

    public long CatalogChanges { get; private set; }

    public long TokenEndChanges { get; private set; }

    /// <summary>The server's number of the current transaction.</summary>
    public ulong Transaction { get; private set; }

    /// <summary>Whether the connection cannot be used any more.</summary>
    public bool IsLost => _connection.FullState.HasFlag(ConnectionState.Broken) || _connection.State == ConnectionState.Closed;

    public bool IsShared => true;

    public bool DividesByDay => true;

    /// <summary>Counts the transactions that discovered names; one that does adds itself.</summary>
    public long Discoveries { get; set; }

    public void Begin()
    {
        using var batch = new NpgsqlBatch(_connection) { BatchCommands = { new("BEGIN"), new(LockState) } };
        using var row = batch.ExecuteReader();
        if (!row.Read())
        {
            throw new InvalidDataException("The table JournalState has no row.");
        }

        (_lastIds[0], _lastIds[1], _lastIds[2]) = (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
        (Writes, CatalogChanges, TokenEndChanges) = (row.GetInt64(3) + 1, row.GetInt64(4), row.GetInt64(5));
        (Discoveries, Transaction) = (row.GetInt64(6), row.GetFieldValue<ulong>(7));
    }

    public void Commit()
    {
        using var batch = new NpgsqlBatch(_connection);
        AddRows(batch);
        var state = new NpgsqlBatchCommand(SaveState);
        foreach (var number in (long[])[.. _lastIds, Writes, Discoveries])
        {
            state.Parameters.Add(new NpgsqlParameter<long> { TypedValue = number });
        }

        batch.BatchCommands.Add(state);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        batch.ExecuteNonQuery();
        _rows.ForEach(rows => rows.Clear());
    }

    public IJournalStatement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            _statements.Add(sql, statement = new PostgresStatement(this, _connection, sql));
        }

        return statement;
    }

    public IJournalStatement PrepareForMany(string sql) => Prepare(sql);

    public IJournalStatement Insert(string table, string[] columns, string onConflict = "")
    {
        var rows = new PostgresRows(table, columns, onConflict);
        _rows.Add(rows);
        return rows;
    }

    public long LastId(JournalTable table) => _lastIds[(int)table];

    public long NextId(JournalTable table) => ++_lastIds[(int)table];

    /// <summary>Sends the rows that were collected, for a statement that must find them.</summary>
    public void Flush()
    {
        using var batch = new NpgsqlBatch(_connection);
        AddRows(batch);
        if (batch.BatchCommands.Count > 0)
        {
            batch.ExecuteNonQuery();
            _rows.ForEach(rows => rows.Clear());
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private void AddRows(NpgsqlBatch batch)
    {
        foreach (var rows in _rows)
        {
            if (rows.ToCommand() is { } command)
            {
                batch.BatchCommands.Add(command);
            }
        }
    }
}
