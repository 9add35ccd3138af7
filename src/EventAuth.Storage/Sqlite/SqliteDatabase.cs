using System.Data.Common;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Catalog;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Damage;
using EventAuth.Storage.Files;
using EventAuth.Storage.Policies;
using EventAuth.Storage.Profiles;

namespace EventAuth.Storage.Sqlite;

/// <summary>Brings the embedded database to the current schema, and fills a new one.</summary>
internal sealed class SqliteDatabase(
    IDbContextFactory<EventAuthDbContext> contexts, StorageOptions options, StorageFiles files, AuditFiles auditFiles, EventCatalog catalog,
    AuditRecorder audit, TokenEndReader tokenEnds, EarlyRejectionCounter rejections, DamagedRows damaged,
    TimeProvider time) : IEventAuthDatabase
{
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await BringUpAsync(context, cancellation);
        await new RowIntegrityCheck(context, damaged).RunAsync(cancellation);
        // The journal writes when actions were last seen with each complete segment of events, not with each event.
        await context.Database.ExecuteSqlRawAsync(
            """
            UPDATE "Catalog" SET "LastSeenAt" = recent."At"
            FROM (SELECT "Action" AS "Name", max("ReceivedAt") AS "At" FROM "Events"
                WHERE "Id" > (SELECT coalesce(max("LastEvent"), 0) FROM "DecisionStretches") AND "Reason" < 20
                    AND "ReceivedAt" BETWEEN 0 AND 253402300799999 GROUP BY "Action") AS recent
            WHERE "Action" = recent."Name" AND coalesce("LastSeenAt", 0) < recent."At"
            """,
            cancellation);
        await audit.OpenAsync(mayLackHead: false, cancellation);
        await catalog.LoadAsync(cancellation);
        await tokenEnds.LoadAsync(cancellation);
        await rejections.OpenAsync(cancellation);
    }

    public async Task<DatabaseChange> MigrateAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var change = await BringUpAsync(context, cancellation);
        await audit.OpenAsync(mayLackHead: false, cancellation);
        return change;
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

        await IncompleteCopy.RefuseAsync(context, IncompleteCopy.InSqlite, cancellation);
        await audit.OpenAsync(mayLackHead: false, cancellation);
        return true;
    }

    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            // Checked here as well, because the framework would log each failure of a connection.
            files.Check();
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            return await context.Installation.AnyAsync(cancellation);
        }
        catch (Exception problem) when (problem is DbException or IOException)
        {
            return false;
        }
    }

    public string Explain(Exception problem) => Explain(options, problem);

    public static string Explain(StorageOptions options, Exception problem)
    {
        var which = $"Storage:Path names {options.Path}, where the database eventauth.db";
        return StorageFaults.Of(problem) switch
        {
            StorageFault.Damaged =>
                $"{which} is damaged. Stop here, keep a copy of the folder, and restore the folder from a backup. ({problem.Message})",
            StorageFault.Full => $"{which} finds no room: the disk is full. Make room and start again.",
            StorageFault.ReadOnly =>
                $"{which} cannot be written. Make the folder and the files in it writable for the user that runs the program, "
                + "and start again.",
            StorageFault.Busy => $"{which} is held by another program. Close that one and start again.",
            StorageFault.Other => $"{which} cannot be opened: {problem.Message}",
        };
    }

    private async Task<DatabaseChange> BringUpAsync(EventAuthDbContext context, CancellationToken cancellation)
    {
        if (new FileInfo(options.DatabaseFile) is not { Exists: true, Length: > 0 })
        {
            // Before SQLite sees it: for an empty file it removes the log next to it.
            CheckBeginning(isNew: true);
        }

        files.Claim();
        RestoreFolder.Remove(options);
        await new DatabaseIntegrityCheck(options, time).RunAsync(cancellation);
        await IncompleteCopy.RefuseAsync(context, IncompleteCopy.InSqlite, cancellation);
        var isNew = await IsNewAsync(context, cancellation);
        CheckBeginning(isNew);

        // A database with the current schema is not changed, so that a start needs no room on the disk.
        var isOld = (await context.Database.GetPendingMigrationsAsync(cancellation)).Any();
        if (isOld)
        {
            // A process that was killed here left this lock, and the next would wait without end. There is nobody else: the folder is ours.
            await context.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancellation);
            await context.Database.MigrateAsync(cancellation);
        }

        if (isNew)
        {
            // Counts of another installation are not used here.
            File.Delete(options.RejectedCountsFile);
            InitialRows.Add(context, time.GetUtcNow());
            await context.SaveChangesAsync(cancellation);
        }

        return isNew ? DatabaseChange.Created : isOld ? DatabaseChange.Migrated : DatabaseChange.None;
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
}
