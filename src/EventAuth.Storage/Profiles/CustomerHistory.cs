using System.Runtime.CompilerServices;

namespace EventAuth.Storage.Profiles;

/// <summary>
/// Reads all that is kept of a customer, however much that is: part by part, each on a connection of its own, so that nothing holds
/// the database's past while the receiver takes its time. What is in memory at a moment is the ids of one part and the content of a few
/// events.
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

    /// <summary>How identifiers came to the profile, newest first, then to each that became part of it.</summary>
    public async IAsyncEnumerable<ProfileLinkRecord> ReadLinksAsync(string uuid, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await FindAsync(uuid, cancellation) is not { } found)
        {
            yield break;
        }

        // Of the profile itself, then of the others one after the other.
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
