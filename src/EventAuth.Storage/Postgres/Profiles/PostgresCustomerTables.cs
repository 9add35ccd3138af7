using System.Runtime.CompilerServices;
using EventAuth.Storage.Profiles;

namespace EventAuth.Storage.Postgres.Profiles;

/// <summary>
/// In PostgreSQL: activities are found by the index of events over profiles, which holds their ids as well, so that long histories are
/// counted and divided without their rows.
/// </summary>
internal sealed class PostgresCustomerTables : ICustomerTables
{
    /// <summary>How many events are read with the senders' content, 64 KiB each at most.</summary>
    private const int EventsAtOnce = 100;

    /// <summary>So many ids are in memory at a moment. For each part all of the profile's entries of its days are looked at.</summary>
    private const int IdsAtOnce = 10_000;

    // Rejected events, with reasons from 20 on, are nobody's: their partitions are not looked at.
    private const string OfProfile = """ "Reason" < 20 AND "ProfileId" """;

    private const string NewestFirst = """ ORDER BY "Time" DESC, "ReceivedAt" DESC, "EventId" DESC """;

    // Days before the one in which the event with the newest time was received need not be looked at. The sum keeps the database from
    // going back through everybody's events for the first one that is the profile's.
    private const string LastReceipt =
        $$"""
        SELECT max("ReceivedAt" + 0) AS "Value" FROM "Events" WHERE {{OfProfile}} = ANY ({0}) AND "ReceivedAt" >= (
            SELECT max(n."ReceivedAt" + 0) FROM unnest({0}) AS p("Id") CROSS JOIN LATERAL (
                SELECT "ReceivedAt" FROM "Events" WHERE {{OfProfile}} = p."Id" {{NewestFirst}} LIMIT 1) n)
        """;

    // For each profile no more than could be among the newest of all.
    private const string NewestLinks =
        """
        SELECT l.* FROM unnest({0}) AS p("Id") CROSS JOIN LATERAL (
            SELECT * FROM "ProfileLinks" WHERE "ProfileId" = p."Id" ORDER BY "Id" DESC LIMIT {1}) l
        ORDER BY l."Id" DESC LIMIT {1}
        """;

    private const string Parts =
        $$"""
        SELECT min("Id") AS "First", max("Id") AS "Last", min("ReceivedAt") AS "From", max("ReceivedAt") AS "To" FROM (
            SELECT "Id", "ReceivedAt", (row_number() OVER (ORDER BY "Id" DESC) - 1) / {1} AS "Part" FROM "Events"
            WHERE {{OfProfile}} IN {{ProfileRows.Family}}) k
        GROUP BY "Part" ORDER BY "Part"
        """;

    private const string KeysOfPart =
        $$"""
        SELECT "ReceivedAt", "Id" FROM "Events"
        WHERE {{OfProfile}} IN {{ProfileRows.Family}} AND "Id" BETWEEN {1} AND {2} AND "ReceivedAt" BETWEEN {3} AND {4}
        ORDER BY "Id" DESC
        """;

    private const string EventsOfKeys =
        """
        SELECT e.* FROM unnest({0}, {1}) AS k("ReceivedAt", "Id") JOIN "Events" e ON e."ReceivedAt" = k."ReceivedAt" AND e."Id" = k."Id"
        WHERE e."EventId" IS NOT NULL AND e."Reason" < 20 ORDER BY e."Id" DESC
        """;

    // What was committed since has greater ids than all that was counted: whoever writes waits for the lock of the state's row.
    private const string Count =
        $$"""
        SELECT (SELECT "LastEvent" FROM "JournalState") AS "Last", count(*)::int AS "Activities" FROM "Events"
        WHERE {{OfProfile}} IN {{ProfileRows.Family}}
        """;

    private const string CountSince =
        $$"""SELECT count(*)::int AS "Value" FROM "Events" WHERE {{OfProfile}} IN {{ProfileRows.Family}} AND "Id" > {1}""";

    private const string EndTokens =
        """
        INSERT INTO "TokenEnds" ("Identifier", "EndedAt")
        SELECT decode(e."Hash", 'hex'), e."At" FROM unnest({0}, {1}) AS e("Hash", "At")
        ON CONFLICT ("Identifier") DO UPDATE SET "EndedAt" = greatest("TokenEnds"."EndedAt", excluded."EndedAt")
        """;

    private const string NoteErased =
        """
        INSERT INTO "ErasedIdentifiers" ("Identifier", "ErasedAt") SELECT decode(e."Hash", 'hex'), {1} FROM unnest({0}) AS e("Hash")
        ON CONFLICT ("Identifier") DO UPDATE SET "ErasedAt" = greatest("ErasedIdentifiers"."ErasedAt", excluded."ErasedAt")
        """;

    private static readonly string s_firstPage = Page("");
    private static readonly string s_nextPage = Page(""" AND ("Time", "ReceivedAt", "EventId") < ({2}, {3}, {4}) """);

    public Task<List<EventRecord>> ReadActivitiesAsync(
        EventAuthDbContext context, List<long> profiles, ActivityPosition? after, int limit, CancellationToken cancellation)
    {
        long[] ids = [.. profiles];
        var rows = after is { } last
            ? context.Events.FromSqlRaw(
                s_nextPage, ids, limit, last.Time.ToUnixTimeMilliseconds(), last.ReceivedAt.ToUnixTimeMilliseconds(), last.EventId)
            : context.Events.FromSqlRaw(s_firstPage, ids, limit);
        return rows.AsNoTracking().ToListAsync(cancellation);
    }

    public async Task<DateTimeOffset?> LastReceiptAsync(
        EventAuthDbContext context, List<long> profiles, CancellationToken cancellation)
    {
        long[] ids = [.. profiles];
        var last = await context.Database.SqlQueryRaw<long?>(LastReceipt, ids).SingleAsync(cancellation);
        return last is { } milliseconds ? StoredTime.Of(milliseconds) : null;
    }

    public Task<List<ProfileLinkRecord>> ReadLinksAsync(
        EventAuthDbContext context, List<long> profiles, int limit, CancellationToken cancellation)
    {
        long[] ids = [.. profiles];
        return context.ProfileLinks.FromSqlRaw(NewestLinks, ids, limit).AsNoTracking().ToListAsync(cancellation);
    }

    public async IAsyncEnumerable<EventRecord> ReadHistoryAsync(
        IDbContextFactory<EventAuthDbContext> contexts, long profile, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var parts = await contexts.ReadAsync(
            context => context.Database.SqlQueryRaw<HistoryPart>(Parts, profile, IdsAtOnce), cancellation);
        foreach (var part in parts)
        {
            var keys = await contexts.ReadAsync(
                context => context.Database.SqlQueryRaw<EventKey>(KeysOfPart, profile, part.First, part.Last, part.From, part.To),
                cancellation);
            foreach (var chunk in keys.Chunk(EventsAtOnce))
            {
                // It may have been deleted since.
                var (times, ids) = (Array.ConvertAll(chunk, key => key.ReceivedAt), Array.ConvertAll(chunk, key => key.Id));
                var rows = await contexts.ReadAsync(
                    context => context.Events.FromSqlRaw(EventsOfKeys, times, ids).AsNoTracking(), cancellation);
                foreach (var row in rows)
                {
                    yield return row;
                }
            }
        }
    }

    public Task<ActivityCount> CountAsync(EventAuthDbContext context, long profile, CancellationToken cancellation) =>
        context.Database.SqlQueryRaw<ActivityCount>(Count, profile).SingleAsync(cancellation);

    public Task<int> CountSinceAsync(EventAuthDbContext context, long profile, ActivityCount counted, CancellationToken cancellation) =>
        context.Database.SqlQueryRaw<int>(CountSince, profile, counted.Last).SingleAsync(cancellation);

    public Task EndTokensAsync(EventAuthDbContext context, IReadOnlyDictionary<string, long> ends, CancellationToken cancellation)
    {
        var (hashes, moments) = (ends.Keys.ToArray(), ends.Values.ToArray());
        return context.Database.ExecuteSqlRawAsync(EndTokens, [hashes, moments], cancellation);
    }

    public Task NoteErasedAsync(
        EventAuthDbContext context, IReadOnlyCollection<string> hashes, DateTimeOffset erasedAt, CancellationToken cancellation) =>
        context.Database.ExecuteSqlRawAsync(NoteErased, [hashes.ToArray(), erasedAt.ToUnixTimeMilliseconds()], cancellation);

    private static string Page(string before) =>
        $$"""
        SELECT e.* FROM unnest({0}) AS p("Id") CROSS JOIN LATERAL (
            SELECT * FROM "Events" WHERE {{OfProfile}} = p."Id" {{before}} {{NewestFirst}} LIMIT {1}) e
        {{NewestFirst}} LIMIT {1}
        """;

    private sealed record HistoryPart(long First, long Last, long From, long To);

    private sealed record EventKey(long ReceivedAt, long Id);
}
