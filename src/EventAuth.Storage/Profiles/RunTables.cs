using System.Runtime.CompilerServices;
using System.Text.Json;

namespace EventAuth.Storage.Profiles;

/// <summary>In the embedded database: activities lie in sorted runs, and the newest ones in the table of events alone.</summary>
internal sealed class RunTables : ICustomerTables
{
    /// <summary>How many events are read with the senders' content, 64 KiB each at most.</summary>
    private const int EventsAtOnce = 100;

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

    private const string CountInRuns =
        $$"""
        SELECT count(*) AS "Value" FROM "Activities"
        WHERE "Run" IN (SELECT "Run" FROM "ActivityRuns" WHERE "Run" > {1} AND "Run" <= {2}) AND "ProfileId" IN {{ProfileRows.Family}}
        """;

    private const string CountAfterRuns =
        $$"""
        SELECT count(*) AS "Value" FROM "Events" WHERE "Id" > (SELECT coalesce(max("LastEvent"), 0) FROM "ActivityRuns")
            AND "EventId" IS NOT NULL AND "ProfileId" IN {{ProfileRows.Family}}
        """;

    // For each profile no more than could be among the newest of all.
    private const string NewestLinks =
        """
        SELECT l.* FROM json_each({0}) p CROSS JOIN "ProfileLinks" l
        WHERE l."Id" IN (SELECT "Id" FROM "ProfileLinks" WHERE "ProfileId" = p."value" ORDER BY "Id" DESC LIMIT {1})
        ORDER BY l."Id" DESC LIMIT {1}
        """;

    public Task<List<EventRecord>> ReadActivitiesAsync(
        EventAuthDbContext context, List<long> profiles, ActivityPosition? after, int limit, CancellationToken cancellation) =>
        ActivityKeys.ReadPageAsync(context, profiles, after, limit, cancellation);

    public Task<DateTimeOffset?> LastReceiptAsync(EventAuthDbContext context, List<long> profiles, CancellationToken cancellation) =>
        ActivityKeys.LastReceiptAsync(context, profiles, cancellation);

    public Task<List<ProfileLinkRecord>> ReadLinksAsync(
        EventAuthDbContext context, List<long> profiles, int limit, CancellationToken cancellation) =>
        context.ProfileLinks.FromSqlRaw(NewestLinks, JsonSerializer.Serialize(profiles), limit).AsNoTracking().ToListAsync(cancellation);

    public async IAsyncEnumerable<EventRecord> ReadHistoryAsync(
        IDbContextFactory<EventAuthDbContext> contexts, long profile, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var runs = await contexts.ReadAsync(context => context.ActivityRuns.OrderByDescending(row => row.Run).AsNoTracking(), cancellation);
        ActivityRunRecord newest = new() { Run = 0, LastEvent = runs.Count == 0 ? 0 : runs[0].LastEvent };
        foreach (var run in runs.Prepend(newest))
        {
            var ids = await contexts.ReadAsync(
                context => run.Run == 0
                    ? context.Database.SqlQueryRaw<long>(NewestIds, profile, run.LastEvent)
                    : context.Database.SqlQueryRaw<long>(IdsOfRun, profile, run.Run),
                cancellation);
            foreach (var part in ids.Chunk(EventsAtOnce).Select(chunk => chunk.ToList()))
            {
                // It may have been deleted since.
                var rows = await contexts.ReadAsync(
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

    public async Task<ActivityCount> CountAsync(EventAuthDbContext context, long profile, CancellationToken cancellation)
    {
        var last = await context.ActivityRuns.MaxAsync(row => (long?)row.Run, cancellation) ?? 0;
        return new ActivityCount(last, await CountInRunsAsync(context, profile, after: 0, last, cancellation));
    }

    public async Task<int> CountSinceAsync(
        EventAuthDbContext context, long profile, ActivityCount counted, CancellationToken cancellation) =>
        await CountInRunsAsync(context, profile, counted.Last, long.MaxValue, cancellation)
        + await context.Database.SqlQueryRaw<int>(CountAfterRuns, profile).SingleAsync(cancellation);

    public Task EndTokensAsync(EventAuthDbContext context, IReadOnlyDictionary<string, long> ends, CancellationToken cancellation) =>
        context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "TokenEnds" ("Identifier", "EndedAt")
            SELECT unhex("key"), "value" FROM json_each({JsonSerializer.Serialize(ends)}) WHERE true
            ON CONFLICT ("Identifier") DO UPDATE SET "EndedAt" = max("EndedAt", excluded."EndedAt")
            """,
            cancellation);

    public Task NoteErasedAsync(
        EventAuthDbContext context, IReadOnlyCollection<string> hashes, DateTimeOffset erasedAt, CancellationToken cancellation) =>
        context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "ErasedIdentifiers" ("Identifier", "ErasedAt")
            SELECT unhex("value"), {erasedAt.ToUnixTimeMilliseconds()} FROM json_each({JsonSerializer.Serialize(hashes)}) WHERE true
            ON CONFLICT ("Identifier") DO UPDATE SET "ErasedAt" = max("ErasedAt", excluded."ErasedAt")
            """,
            cancellation);

    private static Task<int> CountInRunsAsync(
        EventAuthDbContext context, long profile, long after, long upTo, CancellationToken cancellation) =>
        context.Database.SqlQueryRaw<int>(CountInRuns, profile, after, upTo).SingleAsync(cancellation);
}
