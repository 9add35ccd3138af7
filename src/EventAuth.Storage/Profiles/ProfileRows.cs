using EventAuth.Core.Profiles;
using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Profiles;

/// <summary>Finds the rows that make up a customer.</summary>
internal static class ProfileRows
{
    private const int MostParts = 500;

    /// <summary>The profile that has a uuid now, or null.</summary>
    public static Task<long?> FindIdAsync(EventAuthDbContext context, string uuid, CancellationToken cancellation) =>
        FindIdAsync(context, IdentifierKind.Uuid, uuid.ToLowerInvariant(), cancellation);

    /// <summary>
    /// The profile that has an identifier now, or null: an identifier that leads to no profile is one that is still to be erased.
    /// </summary>
    /// <param name="context">Where to read.</param>
    /// <param name="kind">The kind of identifier.</param>
    /// <param name="value">In the form in which identifiers of the kind are compared.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static Task<long?> FindIdAsync(EventAuthDbContext context, IdentifierKind kind, string value, CancellationToken cancellation) =>
        context.Identifiers
            .Where(row => row.Kind == kind && row.Value == value)
            .Join(context.Profiles, row => row.ProfileId, profile => profile.Id, (_, profile) => (long?)profile.Id)
            .SingleOrDefaultAsync(cancellation);

    /// <summary>
    /// The profile and those that became part of it: the newest 500, since one look in each run for each of them is what a page
    /// costs.
    /// </summary>
    public static async Task<List<long>> HistoryAsync(EventAuthDbContext context, long id, CancellationToken cancellation)
    {
        var ids = await context.Profiles.Where(row => row.MergedInto == id).OrderByDescending(row => row.Id).Select(row => row.Id).Take(MostParts).ToListAsync(cancellation);
        ids.Add(id);
        return ids;
    }
}
