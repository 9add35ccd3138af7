using System.Data.Common;
using System.Globalization;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Files;
using EventAuth.Storage.Journal;
using EventAuth.Storage.Protection;
using EventAuth.Storage.Sqlite;
using EventAuth.Storage.Statements;
using Microsoft.Data.Sqlite;

namespace EventAuth.Storage.Copying;

/// <summary>A folder with the embedded database. Its lock is the caller's.</summary>
internal sealed class SqliteSide(StorageOptions options) : ICopySide
{
    // Nobody relies on the target before its last transaction, which is synced with all before it.
    private static readonly string[] s_quick =
        ["PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -262144"];

    private FileClaim? _claim;
    private SqliteConnection? _reading;
    private SqliteJournalConnection? _writing;

    private string ConnectionString => options.ConnectionString + ";Pooling=False";

    private SqliteJournalConnection Writing => _writing ?? throw new InvalidOperationException("It is not open as a target.");

    /// <summary>The tables of a database.</summary>
    public static SqliteDbContext NewContext(string connection) =>
        new(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(connection).Options);

    public async Task OpenAsSourceAsync(IReadOnlyList<CopiedTable> tables, CancellationToken cancellation)
    {
        Claim();
        await using (var context = NewContext(ConnectionString))
        {
            await IncompleteCopy.RefuseAsync(context, IncompleteCopy.InSqlite, cancellation);
            if ((await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
            {
                throw new StorageRefusedException("The database there has not the form of this version. Run migrate over it first.");
            }
        }

        foreach (var table in tables)
        {
            await using var damaged = Ask(table.Damaged);
            if (Convert.ToInt64(await damaged.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture) is > 0 and var rows)
            {
                throw new StorageRefusedException(
                    $"In the database eventauth.db there, {rows} rows of the table {table.Name} are damaged, and PostgreSQL could not keep "
                    + "them. Each start logs which they are. Correct or delete them, or restore the folder from a backup.");
            }
        }
    }

    public async Task<SourceFacts> ReadFactsAsync(CancellationToken cancellation)
    {
        await using var last = Ask("""SELECT coalesce(max("LastEvent"), 0) FROM "DecisionStretches" """);
        var counted = Convert.ToInt64(await last.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
        await using var days = Ask("""SELECT DISTINCT "ReceivedAt" / 86400000 * 86400000 FROM "Events" """);
        await using var rows = await days.ExecuteReaderAsync(cancellation);
        var found = new List<long>();
        while (await rows.ReadAsync(cancellation))
        {
            found.Add(rows.GetInt64(0));
        }

        return new SourceFacts(counted, found);
    }

    public async Task OpenAsTargetAsync(SourceFacts facts, CancellationToken cancellation)
    {
        Claim();
        await using (var context = NewContext(ConnectionString))
        {
            await context.Database.ExecuteSqlRawAsync(IncompleteCopy.Make, cancellation);
            await context.Database.MigrateAsync(cancellation);
        }

        _writing = new SqliteJournalConnection(options);
        Array.ForEach(s_quick, setting => _writing.Prepare(setting).Run());
    }

    public async Task WriteAsync(CopiedTable table, Func<IRowTarget, Task> fill, CancellationToken cancellation)
    {
        Writing.Begin();
        await fill(new SqliteRowTarget(Writing, table));
        Writing.Commit();
    }

    // All events are in the counts: they are divided into segments without being counted.
    public Task RemakeAsync(SourceFacts facts, AuditKey key, CancellationToken cancellation)
    {
        _ = new ActivityIndexer(Writing);
        var tally = new DecisionTally(Writing, counts: null);
        Writing.Begin();
        tally.Complete(Writing.Greatest("Events", "Id"));
        Writing.Commit();
        return Task.CompletedTask;
    }

    public DbCommand Select(CopiedTable table) => Ask(table.SelectFromSqlite);

    public DbCommand Ask(string sql)
    {
        if (_reading is null)
        {
            _reading = new SqliteConnection(ConnectionString);
            _reading.Open();
        }

        var command = _reading.CreateCommand();
#pragma warning disable CA2100 // Made only of names in the model.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    public List<KeyDocument> ReadKeys(AuditKey key) => KeyDocument.ReadAll(options);

    public void WriteKeys(IEnumerable<KeyDocument> keys, AuditKey key)
    {
        foreach (var document in keys)
        {
            document.Write(options);
        }
    }

    public Task CompleteAsync(CancellationToken cancellation)
    {
        _reading?.Dispose();
        _reading = null;
        Array.ForEach(
            ["PRAGMA synchronous = FULL", "BEGIN IMMEDIATE", IncompleteCopy.Remove, "COMMIT", "PRAGMA journal_mode = WAL"],
            statement => Writing.Prepare(statement).Run());
        return Task.CompletedTask;
    }

    // The claim last: with its handle SQLite's locks would go.
    public ValueTask DisposeAsync()
    {
        _reading?.Dispose();
        _writing?.Dispose();
        _claim?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Claim() => _claim = FileClaim.Take(options.DatabaseFile) ?? throw new StorageRefusedException(
        "Another running process owns the database eventauth.db there. Stop it first.");
}
