using System.Linq.Expressions;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Profiles;

/// <summary>Finds the rows that make up a customer.</summary>
internal static class ProfileRows
{
    /// <summary>Leaves out identifiers of a kind that is none.</summary>
    public static readonly Expression<Func<IdentifierRecord, bool>> IsKnownKind = row =>
        row.Kind == IdentifierKind.Uuid || row.Kind == IdentifierKind.Email || row.Kind == IdentifierKind.CustomId;

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
