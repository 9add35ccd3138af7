using EventAuth.Storage.Audit;
using EventAuth.Storage.Files;
using EventAuth.Storage.Protection;
using EventAuth.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Storage.Backups;

/// <summary>
/// Puts a backup in the place of the embedded database. It is prepared and verified beside the database that it replaces; then one rename
/// exchanges them: whenever it is interrupted, the folder has the old one or the new one, complete.
/// </summary>
public static class BackupRestore
{
    /// <summary>Restores. The folder is locked by the caller, and has the <c>audit.key</c> of the installation.</summary>
    /// <exception cref="StorageRefusedException">Why it was not done; the database is as it was.</exception>
    public static async Task<RestoreReport> RunAsync(
        StorageOptions options, string file, TimeProvider time, CancellationToken cancellation)
    {
        BackupFile.RefuseServer(options);
        var key = new AuditFiles(options).ReadKey() ?? throw new StorageRefusedException(
            $"The file audit.key of {AuditKey.Length} bytes is missing there. Put it back from where it is kept: it is not in backups.");
        if (!File.Exists(file))
        {
            throw new StorageRefusedException($"There is no file {file}.");
        }

        var isReplacing = new FileInfo(options.DatabaseFile) is { Exists: true, Length: > 0 };
        using var claim = isReplacing ? Claim(options) : null;
        RestoreFolder.Remove(options);
        var work = options with { Path = PrivateFiles.CreateFolder(RestoreFolder.In(options)).FullName, NewInstallation = false };
        try
        {
            var backup = await PrepareAsync(options, work, file, cancellation);
            var carried = isReplacing ? await CarryOverAsync(options, work, key, cancellation) : null;
            var erased = await EraseAsync(work, backup.At, carried, time, cancellation);
            var trail = Verify(work);
            WriteKeys(options, backup, key);
            Exchange(options, work, isReplacing);
            return new RestoreReport(backup.At, isReplacing, carried?.LostEvents ?? 0, carried?.LostProfiles ?? 0, erased, trail);
        }
        finally
        {
            RestoreFolder.Remove(options);
        }
    }

    /// <summary>Why a restore ended, in a sentence.</summary>
    public static string Explain(StorageOptions options, Exception problem) => SqliteDatabase.Explain(options, problem);

    private static FileClaim Claim(StorageOptions options) => FileClaim.Take(options.DatabaseFile) ?? throw new StorageRefusedException(
        "Another running process owns the database eventauth.db there. Stop it first.");

    // A copy of the backup, in the form of this version, with the files that belong to it.
    private static async Task<TakenBackup> PrepareAsync(
        StorageOptions options, StorageOptions work, string file, CancellationToken cancellation)
    {
        await using (var from = File.OpenRead(file))
        await using (var to = PrivateFiles.Open(work.DatabaseFile, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
        {
            await from.CopyToAsync(to, cancellation);
        }

        var backup = BackupFile.Take(work);
        var files = new AuditFiles(work);
        files.CopyKeyFrom(new AuditFiles(options));
        await using (var context = NewContext(work))
        {
            await context.Database.MigrateAsync(cancellation);
            files.WriteHead(await AuditRows.ReadHeadAsync(context, cancellation));
        }

        if (AuditExamination.Run(work, elsewhere: null).Verdict is null or { Flaw: AuditFlaw.Recomputed })
        {
            throw new StorageRefusedException(
                "The file audit.key there is not the one with which the audit trail of the backup was sealed. "
                + "Put the right one into the folder.");
        }

        return backup;
    }

    private static async Task<CarriedOver> CarryOverAsync(
        StorageOptions present, StorageOptions work, AuditKey key, CancellationToken cancellation)
    {
        await using (var context = NewContext(present))
        {
            if ((await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
            {
                throw new StorageRefusedException("The database eventauth.db there has not the form of this version. Run migrate first.");
            }
        }

        await using var copy = BackupFile.Connect(work.ConnectionString + ";Pooling=False;Foreign Keys=False");
        return PresentDatabase.CarryOver(present, copy, key);
    }

    // Opened as the program opens it, which checks its rows, too.
    private static async Task<int> EraseAsync(
        StorageOptions work, DateTimeOffset at, CarriedOver? carried, TimeProvider time, CancellationToken cancellation)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(time).AddEventAuthStorage(work).BuildServiceProvider();
        await services.GetRequiredService<IEventAuthDatabase>().PrepareAsync(cancellation);
        var erased = await RepeatedErasures.RunAsync(services, carried?.Erased ?? new HashSet<string>(), time, cancellation);
        var after = AuditJson.Of(
            new { backup = at, deletedAgain = erased, events = carried?.LostEvents, profiles = carried?.LostProfiles });
        await services.GetRequiredService<IAuditTrail>().RecordAsync(
            new AuditFact(AuditAction.BackupRestored, "database", After: after), cancellation);
        return erased;
    }

    private static AuditFinding Verify(StorageOptions work)
    {
        PresentDatabase.CloseLog(work);
        using (var restored = BackupFile.Connect(work.ConnectionString + ";Pooling=False"))
        {
            if (BackupFile.Text(restored, "PRAGMA integrity_check(1)") != "ok")
            {
                throw new StorageRefusedException(
                    "The restored database was damaged on its way, perhaps by the disk. Nothing was changed.");
            }
        }

        return AuditExamination.Run(work, elsewhere: null);
    }

    private static void WriteKeys(StorageOptions options, TakenBackup backup, AuditKey key)
    {
        var cipher = new KeyCipher(key.Derive(KeyCipher.Purpose));
        foreach (var (name, content, at) in backup.Keys)
        {
            if (cipher.Open(name, content) is { } text)
            {
                KeyDocument.Of(name, text, at).Write(options);
            }
        }
    }

    // The log of the old one goes first: beside the new one it would destroy it. A head of the trail that is newer than all that is known
    // here stays: the next start records that the end was lost.
    private static void Exchange(StorageOptions options, StorageOptions work, bool isReplacing)
    {
        PresentDatabase.CloseLog(options);
        SyncedFile.Move(work.DatabaseFile, options.DatabaseFile);
        var files = new AuditFiles(options);
        if ((isReplacing || files.ReadHead() is null) && new AuditFiles(work).ReadHead() is { } head)
        {
            files.WriteHead(head);
        }
    }

    private static SqliteDbContext NewContext(StorageOptions options) => new(
        new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(options.ConnectionString + ";Pooling=False").Options);
}

/// <summary>What a restore did.</summary>
/// <param name="BackupAt">When the backup was made.</param>
/// <param name="IsReplacing">Whether there was a database whose decisions were taken over.</param>
/// <param name="LostEvents">Events that were stored since the backup, and are gone.</param>
/// <param name="LostProfiles">Profiles that began since the backup, and are gone.</param>
/// <param name="Erased">Profiles of customers who were deleted since the backup, and were deleted again.</param>
/// <param name="Trail">The audit trail of the restored database.</param>
public sealed record RestoreReport(
    DateTimeOffset BackupAt, bool IsReplacing, long LostEvents, long LostProfiles, int Erased, AuditFinding Trail);
