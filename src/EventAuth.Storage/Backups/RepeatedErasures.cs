using EventAuth.Storage.Audit;
using EventAuth.Storage.Profiles;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Storage.Backups;

/// <summary>Deletes the customers again that a backup brings back, with all that is kept of them.</summary>
internal static class RepeatedErasures
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Deletes them. Returns how many profiles that were.</summary>
    /// <param name="services">Of the restored database, which is prepared and used by nobody else.</param>
    /// <param name="erased">The hashes of their identifiers.</param>
    public static async Task<int> RunAsync(
        IServiceProvider services, IReadOnlySet<string> erased, TimeProvider time, CancellationToken cancellation)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>();
        var tables = services.GetRequiredService<ICustomerTables>();
        var found = erased.Count == 0
            ? []
            : await FindAsync(contexts, services.GetRequiredService<AuditRecorder>(), erased, cancellation);
        foreach (var profile in found)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            var deletion = await CustomerDeletion.PrepareAsync(context, tables, profile, cancellation);
            await using var transaction = await context.BeginWritingAsync(cancellation);
            await deletion.RunAsync(context, profile, cancellation);
            await context.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        var eraser = services.GetRequiredService<ICustomerEraser>();
        while (!await eraser.TryRunAsync(cancellation))
        {
            await Task.Delay(s_pause, time, cancellation);
        }

        return found.Count;
    }

    private static async Task<HashSet<long>> FindAsync(
        IDbContextFactory<EventAuthDbContext> contexts, AuditRecorder hashes, IReadOnlySet<string> erased, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var found = new HashSet<long>();
        var identifiers = context.Identifiers.AsNoTracking()
            .Join(context.Profiles, row => row.ProfileId, profile => profile.Id, (row, _) => row);
        await foreach (var row in identifiers.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (Enum.IsDefined(row.Kind) && erased.Contains(hashes.HashOfErased(row.Kind, row.Value)))
            {
                found.Add(row.ProfileId);
            }
        }

        return found;
    }
}
