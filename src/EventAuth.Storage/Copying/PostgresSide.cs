using System.Data;
using System.Data.Common;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Postgres;
using EventAuth.Storage.Postgres.Days;
using EventAuth.Storage.Protection;
using Npgsql;

namespace EventAuth.Storage.Copying;

/// <summary>A database of PostgreSQL, with the folder of one of its processes. The folder's lock is the caller's.</summary>
internal sealed class PostgresSide : ICopySide
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    // Nobody relies on the target before its last transaction.
    private const string Settings =
        "SET idle_in_transaction_session_timeout = 0; SET lock_timeout = '10s'; SET synchronous_commit = off; "
        + "SET maintenance_work_mem = '256MB'";

    // The programs that run over the database; the server's own workers have no user.
    private const string Others =
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL
        """;

    // Those of constraints stay. ONLY is how PostgreSQL writes the index of a divided table: without the partitions.
    private const string Indexes =
        """
        SELECT format('DROP INDEX %s', i.indexrelid::regclass), replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE c.relnamespace = current_schema()::regnamespace
            AND NOT EXISTS (SELECT 1 FROM pg_inherits WHERE inhrelid = i.indexrelid)
            AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid)
        """;

    private readonly TimeProvider _time;
    private readonly string _server;
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly AuditFiles _files;
    private readonly List<string> _indexes = [];
    private NpgsqlTransaction? _snapshot;

    public PostgresSide(StorageOptions options, TimeProvider time)
    {
        _time = time;
        _server = options.Server!;
        _source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(_server) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        _connection = _source.CreateConnection();
        _files = new AuditFiles(options);
    }

    public async Task OpenAsSourceAsync(IReadOnlyList<CopiedTable> tables, CancellationToken cancellation)
    {
        await ConnectAsync(cancellation);
        await WaitForOthersAsync(cancellation);
        await using (var context = NewContext())
        {
            if ((await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
            {
                throw new StorageRefusedException(
                    "The database that Storage:ConnectionString names has not the form of this version. Run migrate over it first.");
            }

            await IncompleteCopy.RefuseAsync(context, IncompleteCopy.InPostgres, cancellation);
            await PostgresDatabase.CheckKeyAsync(context, _files, cancellation);
        }

        // All is read as it is now, and nobody writes events or changes until it is read.
        _snapshot = await _connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await ExecuteAsync("""SELECT 1 FROM "JournalState" FOR UPDATE""", cancellation);
    }

    public async Task<SourceFacts> ReadFactsAsync(CancellationToken cancellation)
    {
        await using var days = Ask("""SELECT "Day" FROM "EventDays" """);
        await using var rows = await days.ExecuteReaderAsync(cancellation);
        var found = new List<long>();
        while (await rows.ReadAsync(cancellation))
        {
            found.Add(rows.GetInt64(0));
        }

        return new SourceFacts(long.MaxValue, found);
    }

    public async Task OpenAsTargetAsync(SourceFacts facts, CancellationToken cancellation)
    {
        await ConnectAsync(cancellation);
        await using var there = Ask(
            """SELECT to_regclass('"__EFMigrationsHistory"') IS NULL AND to_regclass('"IncompleteCopy"') IS NULL""");
        if (await there.ExecuteScalarAsync(cancellation) is not true)
        {
            throw new StorageRefusedException(
                "The database that Storage:ConnectionString names is not empty. Copy into one that is: DROP DATABASE and CREATE DATABASE "
                + "make it so.");
        }

        await ExecuteAsync(IncompleteCopy.Make, cancellation);
        await using var context = NewContext();
        await PostgresDatabase.MakeTablesAsync(context, isNew: true, cancellation);
        await DayPartitions.MakeAsync(context, facts.Days, cancellation);
        await DropIndexesAsync(cancellation);
    }

    public async Task WriteAsync(CopiedTable table, Func<IRowTarget, Task> fill, CancellationToken cancellation)
    {
        await using var importer = await _connection.BeginBinaryImportAsync(table.CopyIntoPostgres, cancellation);
        importer.Timeout = TimeSpan.Zero;
        await fill(new PostgresRowTarget(importer));
        await importer.CompleteAsync(cancellation);
    }

    public async Task RemakeAsync(SourceFacts facts, AuditKey key, CancellationToken cancellation)
    {
        foreach (var index in _indexes)
        {
            await ExecuteAsync(index, cancellation);
        }

        await new PostgresRemaking(_server, _connection, _time).RunAsync(facts, key, cancellation);
    }

    public DbCommand Select(CopiedTable table) => Ask(table.SelectFromPostgres);

    public DbCommand Ask(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Made only of names in the model.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = _snapshot;
        return command;
    }

    public List<KeyDocument> ReadKeys(AuditKey key)
    {
        var cipher = new KeyCipher(key.Derive(KeyCipher.Purpose));
        using var select = Ask("""SELECT "Name", "Content", "CreatedAt" FROM "ProtectionKeys" ORDER BY "CreatedAt" """);
        using var rows = select.ExecuteReader();
        var keys = new List<KeyDocument>();
        while (rows.Read())
        {
            var name = rows.GetString(0);
            var text = cipher.Open(name, rows.GetFieldValue<byte[]>(1)) ?? throw new StorageRefusedException(
                $"The row {name} of ProtectionKeys cannot be read with the audit.key there. Delete the row, or restore the database.");
            keys.Add(KeyDocument.Of(name, text, StoredTime.Of(rows.GetInt64(2))));
        }

        return keys;
    }

    public void WriteKeys(IEnumerable<KeyDocument> keys, AuditKey key)
    {
        var cipher = new KeyCipher(key.Derive(KeyCipher.Purpose));
        using var context = NewContext();
        context.ProtectionKeys.AddRange(keys.Select(document => new ProtectionKeyRecord
        {
            Name = document.Name,
            Content = cipher.Close(document.Name, document.Text),
            IsKey = document.IsKey,
            CreatedAt = document.CreatedAt,
        }));
        context.SaveChanges();
    }

    public Task CompleteAsync(CancellationToken cancellation) =>
        ExecuteAsync("SET synchronous_commit = on; " + IncompleteCopy.Remove, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_snapshot is not null)
        {
            await _snapshot.DisposeAsync();
        }

        await _connection.DisposeAsync();
        await _source.DisposeAsync();
    }

    // Each is made again in one pass over all rows, which is quicker than entry by entry.
    private async Task DropIndexesAsync(CancellationToken cancellation)
    {
        var drops = new List<string>();
        await using (var select = Ask(Indexes))
        await using (var rows = await select.ExecuteReaderAsync(cancellation))
        {
            while (await rows.ReadAsync(cancellation))
            {
                drops.Add(rows.GetString(0));
                _indexes.Add(rows.GetString(1));
            }
        }

        foreach (var drop in drops)
        {
            await ExecuteAsync(drop, cancellation);
        }
    }

    private PostgresDbContext NewContext() => new(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(_source).Options);

    // The lock ends with the connection.
    private async Task ConnectAsync(CancellationToken cancellation)
    {
        await _connection.OpenAsync(cancellation);
        await ExecuteAsync(Settings, cancellation);
        await using var take = Ask($"SELECT pg_try_advisory_lock({PostgresDatabase.PreparationLock})");
        if (await take.ExecuteScalarAsync(cancellation) is not true)
        {
            throw new StorageRefusedException(
                "Another process prepares the database that Storage:ConnectionString names, or copies from or to it. "
                + "Try again when it has ended.");
        }
    }

    // Connections of a program that has just ended are there for some milliseconds more.
    private async Task WaitForOthersAsync(CancellationToken cancellation)
    {
        var began = _time.GetTimestamp();
        while (true)
        {
            await using var others = Ask(Others);
            if (await others.ExecuteScalarAsync(cancellation) is 0L)
            {
                return;
            }

            if (_time.GetElapsedTime(began) > s_patience)
            {
                throw new StorageRefusedException(
                    "Other programs are connected to the database that Storage:ConnectionString names. Stop all processes of this "
                    + "installation, and end other sessions, first.");
            }

            await Task.Delay(s_pause, _time, cancellation);
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var command = Ask(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
