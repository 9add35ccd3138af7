using System.Runtime.CompilerServices;

namespace EventAuth.Storage.Profiles;

/// <summary>
/// Reads everything stored about a customer, however much that is: in parts, each on its own connection, so that nothing blocks
/// the database while the receiver takes its time. Only the ids of one part and the content of a few events are in memory at a time.
/// </summary>
internal sealed class CustomerHistory(IDbContextFactory<EventAuthDbContext> contexts, ICustomerTables tables)
{
    private const int LinksAtOnce = 1_000;

    private const string Links = """SELECT * FROM "ProfileLinks" WHERE "ProfileId" = {0} AND "Id" < {1} ORDER BY "Id" DESC LIMIT {2}""";

    /// <summary>The accepted events, those received last first.</summary>
    public async IAsyncEnumerable<EventRecord> ReadEventsAsync(string uuid, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await FindAsync(uuid, cancellation) is not { } profile)
        {
            yield break;
        }

        await foreach (var row in tables.ReadHistoryAsync(contexts, profile, cancellation))
        {
            yield return row;
        }
    }

    /// <summary>How the profile got its identifiers, newest first, then each that was merged into it.</summary>
    public async IAsyncEnumerable<ProfileLinkRecord> ReadLinksAsync(string uuid, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await FindAsync(uuid, cancellation) is not { } found)
        {
            yield break;
        }

        // Those of the profile itself, then of the others one after the other.
        var parts = await contexts.ReadAsync(
            context => context.Profiles.Where(row => row.MergedInto == found).OrderBy(row => row.Id).Select(row => row.Id), cancellation);
        foreach (var id in parts.Prepend(found))
        {
            var below = long.MaxValue;
            List<ProfileLinkRecord> part;
            do
            {
                part = await contexts.ReadAsync(
                    context => context.ProfileLinks.FromSqlRaw(Links, id, below, LinksAtOnce).AsNoTracking(), cancellation);
                foreach (var row in part)
                {
                    yield return row;
                    below = row.Id;
                }
            }
            while (part.Count == LinksAtOnce);
        }
    }

    private async Task<long?> FindAsync(string uuid, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await ProfileRows.FindIdAsync(context, uuid, cancellation);
    }
}
