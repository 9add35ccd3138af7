using System.Text.Json;

namespace EventAuth.Storage.Profiles;

/// <summary>
/// Finds the activities of profiles: in each complete run, and among the events that are in none yet. From each run no more is read
/// than could be on the page, however many activities a profile has.
/// </summary>
internal static class ActivityKeys
{
    /// <summary>The ids of profiles, which are the first parameter as a JSON array.</summary>
    public const string Profiles = """ (SELECT "value" FROM json_each({0})) """;

    private const string NewestFirst = """ ORDER BY "Time" DESC, "ReceivedAt" DESC, "EventId" DESC """;
    private const string Key = """ SELECT "Time", "ReceivedAt", "EventId" """;
    private const string LastOfRuns = """ (SELECT coalesce(max("LastEvent"), 0) FROM "ActivityRuns") """;

    private const string AfterRuns =
        $$""" FROM "Events" WHERE "Id" > {{LastOfRuns}} AND "EventId" IS NOT NULL AND "ProfileId" IN {{Profiles}} """;

    private const string OfProfileInRun = """ FROM "Activities" WHERE "Run" = r."Run" AND "ProfileId" = p."value" """;

    // One lookup in each run for each profile, which stops after as many keys as a page has.
    private const string InRuns =
        """
        SELECT json_extract(k."value", '$[0]') AS "Time", json_extract(k."value", '$[1]') AS "ReceivedAt",
            unhex(json_extract(k."value", '$[2]')) AS "EventId"
        FROM "ActivityRuns" r CROSS JOIN json_each({0}) p CROSS JOIN json_each((
            SELECT json_group_array(json_array("Time", "ReceivedAt", hex("EventId"))) FROM (
        """;

    private static readonly string s_firstPage = Page("");
    private static readonly string s_nextPage = Page(""" AND ("Time", "ReceivedAt", "EventId") < ({2}, {3}, {4}) """);

    // Runs are in the order of receipt: the newest run with any activity has the last one, unless a newer event has it.
    private const string LastReceipt =
        $$"""
        SELECT coalesce(
            (SELECT max("ReceivedAt") {{AfterRuns}}),
            (SELECT max("ReceivedAt") FROM "Activities" WHERE "ProfileId" IN {{Profiles}} AND "Run" = (
                SELECT r."Run" FROM "ActivityRuns" r
                WHERE EXISTS (SELECT 1 FROM "Activities" WHERE "Run" = r."Run" AND "ProfileId" IN {{Profiles}})
                ORDER BY r."Run" DESC LIMIT 1)))
            AS "Value"
        """;

    /// <summary>A page of activities, newest first by time, then receipt, then id.</summary>
    /// <param name="after">The last one of the page before, or null.</param>
    public static Task<List<EventRecord>> ReadPageAsync(
        EventAuthDbContext context, List<long> profiles, ActivityPosition? after, int limit, CancellationToken cancellation)
    {
        var ids = JsonSerializer.Serialize(profiles);
        var rows = after is { } last
            ? context.Events.FromSqlRaw(
                s_nextPage, ids, limit,
                last.Time.ToUnixTimeMilliseconds(), last.ReceivedAt.ToUnixTimeMilliseconds(), last.EventId.ToByteArray(true))
            : context.Events.FromSqlRaw(s_firstPage, ids, limit);
        return rows.AsNoTracking().ToListAsync(cancellation);
    }

    /// <summary>When the last activity of these profiles was received; null when there is none.</summary>
    public static async Task<DateTimeOffset?> LastReceiptAsync(
        EventAuthDbContext context, List<long> profiles, CancellationToken cancellation)
    {
        var last = await context.Database.SqlQueryRaw<long?>(LastReceipt, JsonSerializer.Serialize(profiles)).SingleAsync(cancellation);
        return last is { } milliseconds ? StoredTime.Of(milliseconds) : null;
    }

    private static string Page(string before) =>
        $$"""
        SELECT * FROM "Events" WHERE "EventId" IN (SELECT "EventId" FROM (
            {{InRuns}} {{Key}} {{OfProfileInRun}} {{before}} {{NewestFirst}} LIMIT {1}))) k
            UNION ALL {{Key}} {{AfterRuns}} {{before}}) {{NewestFirst}} LIMIT {1})
        {{NewestFirst}}
        """;
}
