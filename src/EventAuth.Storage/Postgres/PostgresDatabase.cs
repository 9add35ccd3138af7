using EventAuth.Storage.Audit;
using EventAuth.Storage.Catalog;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Policies;
using EventAuth.Storage.Postgres.Days;
using EventAuth.Storage.Profiles;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace EventAuth.Storage.Postgres;

/// <summary>Brings a database of PostgreSQL to the present form, and fills a new one. Several processes may start at once.</summary>
internal sealed class PostgresDatabase(
    IDbContextFactory<PostgresDbContext> contexts, StorageOptions options, AuditFiles auditFiles, EventCatalog catalog, AuditRecorder audit,
    TokenEndReader tokenEnds, EarlyRejectionCounter rejections, TimeProvider time) : IEventAuthDatabase
{
    /// <summary>Who has it prepares the database; any number that no other program uses for its locks.</summary>
    public const long PreparationLock = 0x4576_656E_7441_7574;

    private const string AuditKeyPurpose = "EventAuth check of the audit key 1";

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await MigrateAsync(cancellation);
        await catalog.LoadAsync(cancellation);
        await tokenEnds.LoadAsync(cancellation);
        await rejections.OpenAsync(cancellation);
    }

    /// <summary>Makes the tables of this version. Returns whether some were missing or of another version.</summary>
    public static async Task<bool> MakeTablesAsync(PostgresDbContext context, bool isNew, CancellationToken cancellation)
    {
        if (isNew)
        {
            // First, since the framework would log that it is not there.
            await context.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellation);
        }

        var isOld = (await context.Database.GetPendingMigrationsAsync(cancellation)).Any();
        if (isOld)
        {
            await context.Database.MigrateAsync(cancellation);
        }

        return isOld;
    }

    /// <summary>What the database keeps of the key of the audit trail, to know it again.</summary>
    public static byte[] CheckOf(AuditKey key) => key.Derive(AuditKeyPurpose);

    /// <summary>
    /// Throws <see cref="StorageRefusedException"/> where the folder has another key than the database: a second one would make half of the
    /// trail look forged, and could open none of the keys that protect cookies. Returns whether the database has one.
    /// </summary>
    public static async Task<bool> CheckKeyAsync(PostgresDbContext context, AuditFiles files, CancellationToken cancellation)
    {
        var kept = await context.JournalState.Select(state => state.AuditKeyCheck).SingleAsync(cancellation);
        if (kept is not null && !(files.ReadKey() is { } key && CheckOf(key).AsSpan().SequenceEqual(kept)))
        {
            throw new StorageRefusedException(
                "It has no audit.key, or not the one of the installation that the database belongs to. "
                + "Copy audit.key and audit.head from the storage folder of another process of this installation, or from where they are "
                + "kept, into this folder, readable by their owner only, and start again.");
        }

        return kept is not null;
    }

    public async Task<DatabaseChange> MigrateAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.Database.OpenConnectionAsync(cancellation);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({PreparationLock})", cancellation);
        try
        {
            await IncompleteCopy.RefuseAsync(context, IncompleteCopy.InPostgres, cancellation);
            var isNew = await IsNewAsync(context, cancellation);
            CheckBeginning(isNew);
            var isOld = await MakeTablesAsync(context, isNew, cancellation);

            if (isNew)
            {
                InitialRows.Add(context, time.GetUtcNow());
                context.Add(new JournalStateRecord());
                await context.SaveChangesAsync(cancellation);
            }

            await DayPartitions.MakeAsync(context, time.GetUtcNow(), cancellation);
            await OpenAuditAsync(context, cancellation);
            return isNew ? DatabaseChange.Created : isOld ? DatabaseChange.Migrated : DatabaseChange.None;
        }
        finally
        {
            await LeaveAsync(context);
        }
    }

    public async Task<bool> JoinAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if ((await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            return false;
        }

        await IncompleteCopy.RefuseAsync(context, IncompleteCopy.InPostgres, cancellation);
        await OpenAuditAsync(context, cancellation);
        return true;
    }

    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            var isWritable = await context.Database
                .SqlQuery<bool>($"""SELECT current_setting('transaction_read_only') = 'off' AS "Value" """).SingleAsync(cancellation);
            return isWritable && await context.Installation.AnyAsync(cancellation);
        }
        catch (Exception problem) when (StorageFailure.IsOne(problem))
        {
            return false;
        }
    }

    public string Explain(Exception problem) => Explain(options, problem);

    // Never with the driver's own words where they name the server or the user.
    public static string Explain(StorageOptions options, Exception problem)
    {
        const string Which = "Storage:ConnectionString names a database of PostgreSQL";
        for (var cause = problem; cause is not null; cause = cause.InnerException)
        {
            if (cause is PostgresException answer)
            {
                return answer.SqlState switch
                {
                    PostgresErrorCodes.DiskFull => $"{Which} that finds no room: its disk is full. Make room and start again.",
                    PostgresErrorCodes.ReadOnlySqlTransaction =>
                        $"{Which} that cannot be written, as a standby cannot. Name the primary server.",
                    PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                        $"{Which} that does not let its user in. Correct Username and Password, or allow the user on the server.",
                    PostgresErrorCodes.InvalidCatalogName => $"{Which} that is not there. Create it, empty, and start again.",
                    PostgresErrorCodes.InsufficientPrivilege =>
                        $"{Which} in which its user may not do what is needed. Make the user the owner of the database.",
                    PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted =>
                        $"{Which} that is damaged. Restore it from a backup.",
                    var state => $"{Which} that cannot be used: the server answered with error {state}. Its log says more.",
                };
            }
        }

        return problem is IOException or UnauthorizedAccessException
            ? $"Storage:Path names {options.Path}, which cannot be used: {problem.Message}"
            : problem.InnerException is IOException or TimeoutException
            ? $"{Which} that did not answer in time, or whose connection broke. Its log may say more."
            : $"{Which} that cannot be reached: nothing answers there as PostgreSQL does. Start it, or correct host and port.";
    }

    private static async Task<bool> IsNewAsync(PostgresDbContext context, CancellationToken cancellation) =>
        !await context.Database.SqlQuery<bool>($"""SELECT to_regclass('"__EFMigrationsHistory"') IS NOT NULL AS "Value" """)
            .SingleAsync(cancellation)
        || !(await context.Database.GetAppliedMigrationsAsync(cancellation)).Any()
        || !await context.Installation.AnyAsync(cancellation);

    private void CheckBeginning(bool isNew)
    {
        if (isNew && !options.NewInstallation && auditFiles.Exist)
        {
            throw new StorageRefusedException(
                "The database that Storage:ConnectionString names is empty, and audit.key or audit.head in the folder say "
                + "that there was one. "
                + "Restore the database from a backup, or name the one that belongs to the folder, and start again. "
                + "To begin with an empty database instead, start once with --new-installation: what the old one held is then given up.");
        }

        // Processes that begin an installation together have its key, and no end of a trail yet: one of them was faster.
        if (!isNew && options.NewInstallation && !auditFiles.ArePrepared)
        {
            throw new StorageRefusedException(
                "There is a database already, and --new-installation begins none in its place. "
                + "Start without it, or name another database.");
        }
    }

    private async Task OpenAuditAsync(PostgresDbContext context, CancellationToken cancellation)
    {
        var isKept = await CheckKeyAsync(context, auditFiles, cancellation);
        await audit.OpenAsync(mayLackHead: options.NewInstallation, cancellation);
        if (!isKept)
        {
            var check = audit.DeriveKey(AuditKeyPurpose);
            await context.JournalState.ExecuteUpdateAsync(row => row.SetProperty(state => state.AuditKeyCheck, check), cancellation);
        }
    }

    // The lock goes with the connection where that has broken.
    private static async Task LeaveAsync(PostgresDbContext context)
    {
        try
        {
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({PreparationLock})", CancellationToken.None);
        }
        catch (Exception problem) when (StorageFailure.IsOne(problem) || problem is InvalidOperationException)
        {
            // What broke it is on its way to the caller.
        }
    }
}
