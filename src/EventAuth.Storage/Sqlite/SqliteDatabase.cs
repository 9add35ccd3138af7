using System.Data.Common;
using System.Security.Cryptography;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Catalog;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Damage;
using EventAuth.Storage.Files;
using EventAuth.Storage.Policies;
using EventAuth.Storage.Profiles;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Design;
using SQLitePCL;

namespace EventAuth.Storage.Sqlite;

/// <summary>Brings the embedded database to the present form, and fills a new one.</summary>
internal sealed class SqliteDatabase(
    IDbContextFactory<EventAuthDbContext> contexts, StorageOptions options, StorageFiles files, AuditFiles auditFiles, EventCatalog catalog,
    AuditRecorder audit, CustomerRecords customers, RejectionCounter rejections, DamagedRows damaged,
    TimeProvider time) : IEventAuthDatabase
{
    /// <summary>How long a start may be spent on looking. A file too large is looked at in part; the rest shows when it is read.</summary>
    private static readonly TimeSpan ExaminationTime = TimeSpan.FromSeconds(2);

    private const int BusySeconds = 5;

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        if (new FileInfo(options.DatabaseFile) is not { Exists: true, Length: > 0 })
        {
            // Before SQLite sees it: of an empty file it removes the log that lies beside it.
            CheckBeginning(isNew: true);
        }

        files.Claim();
        await ExamineAsync(cancellation);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var isNew = await IsNewAsync(context, cancellation);
        CheckBeginning(isNew);

        // A database of the present form is left alone, so that a start needs no room on the disk.
        if ((await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            // Who was killed in the middle left this lock, and the next would wait for ever. Nobody else is there: the folder is ours.
            await context.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancellation);
            await context.Database.MigrateAsync(cancellation);
        }

        if (isNew)
        {
            // What another installation counted is not counted here.
            File.Delete(options.RejectedCountsFile);
            Fill(context);
            await context.SaveChangesAsync(cancellation);
        }

        await new RowExamination(context, damaged).RunAsync(cancellation);
        await audit.OpenAsync(cancellation);
        await catalog.LoadAsync(cancellation);
        await customers.LoadAsync(cancellation);
        await rejections.OpenAsync(cancellation);
    }

    public async Task<bool> JoinAsync(CancellationToken cancellation)
    {
        if (!File.Exists(options.DatabaseFile))
        {
            return false;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if ((await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            return false;
        }

        await audit.OpenAsync(cancellation);
        return true;
    }

    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            // Asked here as well, since the framework would log what it hears of a connection each time.
            files.Check();
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            return await context.Installation.AnyAsync(cancellation);
        }
        catch (Exception problem) when (problem is DbException or IOException)
        {
            return false;
        }
    }

    public StorageFault FaultOf(Exception exception) => StorageFaults.Of(exception);

    // Whether the file can be written and whether it is whole: a program that started over a damaged file would answer for it.
    private async Task ExamineAsync(CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection($"{options.ConnectionString};Pooling=False;Default Timeout={BusySeconds}");
        await connection.OpenAsync(cancellation);
        await ReadAsync(connection, "PRAGMA journal_mode = WAL", cancellation);

        // A file that this user may only read is opened without complaint; the first change would fail.
        if (raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
        {
            throw new SqliteException("The file can only be read.", raw.SQLITE_READONLY);
        }

        await ReadAsync(connection, "BEGIN IMMEDIATE", cancellation);
        await ReadAsync(connection, "ROLLBACK", cancellation);
        await CheckPagesAsync(connection, cancellation);
    }

    private async Task CheckPagesAsync(SqliteConnection connection, CancellationToken cancellation)
    {
        await using var end = time.CreateTimer(
            _ => raw.sqlite3_interrupt(connection.Handle), null, ExaminationTime, Timeout.InfiniteTimeSpan);
        try
        {
            var finding = await ReadAsync(connection, "PRAGMA quick_check(1)", cancellation);
            if (finding is not (null or "ok"))
            {
                throw new SqliteException(finding.ReplaceLineEndings(" "), raw.SQLITE_CORRUPT);
            }
        }
        catch (SqliteException enough) when (enough.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            // Nothing was found so far.
        }
    }

    private static async Task<string?> ReadAsync(SqliteConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellation) as string;
    }

    private static async Task<bool> IsNewAsync(EventAuthDbContext context, CancellationToken cancellation) =>
        !(await context.Database.GetAppliedMigrationsAsync(cancellation)).Any()
        || (!await context.Installation.AnyAsync(cancellation) && !await context.PolicyRevisions.AnyAsync(cancellation));

    private void CheckBeginning(bool isNew)
    {
        if (isNew && !options.NewInstallation && auditFiles.Exist)
        {
            throw new StorageRefusedException(
                "The database eventauth.db there is missing or empty, and audit.key or audit.head beside it say that there was one. "
                + "Put the files of a backup into the folder, all of them, and start again. "
                + "To begin with an empty database instead, start once with --new-installation: what the old one held is then given up.");
        }

        if (!isNew && options.NewInstallation)
        {
            throw new StorageRefusedException(
                "There is a database already, and --new-installation begins none beside it. Start without it, or name another folder.");
        }
    }

    private void Fill(EventAuthDbContext context)
    {
        var now = time.GetUtcNow();
        context.Installation.Add(new InstallationRecord { EventIdKey = RandomNumberGenerator.GetBytes(32), CreatedAt = now });
        context.PolicyRevisions.Add(PolicyStore.ToRow(new PolicyRevision(1, EventPolicy.Initial, "installation", now, null)));
        context.Catalog.AddRange(StandardEvents.All.Select(definition => new CatalogRecord
        {
            Action = definition.Action.Value,
            DisplayName = definition.DisplayName,
            Description = definition.Description,
            Category = definition.Category,
            Source = definition.Source,
        }));
    }
}

/// <summary>Lets <c>dotnet ef migrations add</c> make the context without starting the program.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<EventAuthDbContext>
{
    public EventAuthDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<EventAuthDbContext>().UseSqlite("Data Source=:memory:").Options);
}
