using EventAuth.Core.Profiles;
using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Profiles;

/// <summary>Finds the rows that make up a customer.</summary>
internal static class ProfileRows
{
    /// <summary>The profile that has a uuid now, or null.</summary>
    public static async Task<long?> FindIdAsync(EventAuthDbContext context, string uuid, CancellationToken cancellation)
    {
        var folded = uuid.ToLowerInvariant();
        return await context.Identifiers
            .Where(row => row.Kind == IdentifierKind.Uuid && row.Value == folded)
            .Select(row => (long?)row.ProfileId)
            .SingleOrDefaultAsync(cancellation);
    }

    /// <summary>The profile and those that became part of it.</summary>
    public static async Task<List<long>> HistoryAsync(EventAuthDbContext context, long id, CancellationToken cancellation)
    {
        var ids = await context.Profiles.Where(row => row.MergedInto == id).Select(row => row.Id).ToListAsync(cancellation);
        ids.Add(id);
        return ids;
    }
}
