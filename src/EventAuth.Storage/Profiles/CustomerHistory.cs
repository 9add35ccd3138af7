using System.Runtime.CompilerServices;

namespace EventAuth.Storage.Profiles;

/// <summary>
/// Reads everything stored about a customer, however much that is: in parts, each on its own connection, so that nothing blocks
/// the log while the receiver takes its time. Only the ids of one part and the content of a few events are in memory at a time.
/// </summary>
internal sealed class CustomerHistory(IDbContextFactory<EventAuthDbContext> contexts)
{
    /// <summary>How many events are read with the senders' content, 64 KiB each at most.</summary>
    private const int EventsAtOnce = 100;

    private const int LinksAtOnce = 1_000;

    private const string NewestIds =
        $$"""
        SELECT "Id" AS "Value" FROM "Events"
        WHERE "Id" > {1} AND "EventId" IS NOT NULL AND "ProfileId" IN {{ProfileRows.Family}} ORDER BY "Id" DESC
        """;

    private const string IdsOfRun =
        $$"""
        SELECT e."Id" AS "Value" FROM "Activities" a CROSS JOIN "Events" e ON e."EventId" = a."EventId"
        WHERE a."Run" = {1} AND a."ProfileId" IN {{ProfileRows.Family}} ORDER BY e."Id" DESC
        """;

    private const string Links = """SELECT * FROM "ProfileLinks" WHERE "ProfileId" = {0} AND "Id" < {1} ORDER BY "Id" DESC LIMIT {2}""";

    /// <summary>The accepted events, those received last first.</summary>
    public async IAsyncEnumerable<EventRecord> ReadEventsAsync(string uuid, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await FindAsync(uuid, cancellation) is not { } profile)
        {
            yield break;
        }

        var runs = await ReadAsync(context => context.ActivityRuns.OrderByDescending(row => row.Run).AsNoTracking(), cancellation);
        ActivityRunRecord newest = new() { Run = 0, LastEvent = runs.Count == 0 ? 0 : runs[0].LastEvent };
        foreach (var run in runs.Prepend(newest))
        {
            var ids = await ReadAsync(
                context => run.Run == 0
                    ? context.Database.SqlQueryRaw<long>(NewestIds, profile, run.LastEvent)
                    : context.Database.SqlQueryRaw<long>(IdsOfRun, profile, run.Run),
                cancellation);
            foreach (var part in ids.Chunk(EventsAtOnce).Select(chunk => chunk.ToList()))
            {
                // It may have been deleted since.
                var rows = await ReadAsync(
                    context => context.Events.AsNoTracking()
                        .Where(row => part.Contains(row.Id) && row.EventId != null)
                        .OrderByDescending(row => row.Id),
                    cancellation);
                foreach (var row in rows)
                {
                    yield return row;
                }
            }
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
        var parts = await ReadAsync(
            context => context.Profiles.Where(row => row.MergedInto == found).OrderBy(row => row.Id).Select(row => row.Id), cancellation);
        foreach (var id in parts.Prepend(found))
        {
            var below = long.MaxValue;
            List<ProfileLinkRecord> part;
            do
            {
                part = await ReadAsync(
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

    private async Task<List<T>> ReadAsync<T>(Func<EventAuthDbContext, IQueryable<T>> question, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await question(context).ToListAsync(cancellation);
    }
}
