using System.Security.Cryptography;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Catalog;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using EventAuth.Storage.Policies;
using EventAuth.Storage.Profiles;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Sqlite;

/// <summary>Brings the embedded database to the present form, and fills a new one.</summary>
internal sealed class SqliteDatabase(IDbContextFactory<SqliteDbContext> contexts, StorageOptions options, EventCatalog catalog, AuditRecorder audit, CustomerRecords customers, RejectionCounter rejections, TimeProvider time) : IEventAuthDatabase
{
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        if (!File.Exists(options.DatabaseFile))
        {
            // Made here, so that it and the files SQLite puts beside it are the owner's alone from the first byte.
            using var file = new FileStream(options.DatabaseFile, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }

        await new SqliteExamination(options, time).RunAsync(cancellation);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await MigrateAsync(context, cancellation);
        if (!await context.Installation.AnyAsync(cancellation))
        {
            Fill(context);
            await context.SaveChangesAsync(cancellation);
        }

        await audit.OpenAsync(cancellation);
        await context.Database.ExecuteSqlRawAsync(LastSeenRecovery.TakeUp, cancellation);
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
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            return await context.Installation.AnyAsync(cancellation);
        }
        catch (Exception problem) when (problem is System.Data.Common.DbException or IOException)
        {
            return false;
        }
    }

    public StorageFault FaultOf(Exception exception) => SqliteFaults.Of(exception);

    private static async Task MigrateAsync(SqliteDbContext context, CancellationToken cancellation)
    {
        // A database of the present form is left alone, so that a start needs no room on the disk.
        if ((await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            // Who was killed in the middle left this lock behind, and the next would wait for it for ever. Nobody else is there: the folder is ours.
            await context.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancellation);
            await context.Database.MigrateAsync(cancellation);
        }
    }

    private void Fill(SqliteDbContext context)
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
