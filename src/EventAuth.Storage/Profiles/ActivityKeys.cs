using System.Text.Json;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Profiles;

/// <summary>Finds the activities of profiles: in each complete run, and among the events that are in none yet.</summary>
internal static class ActivityKeys
{
    private const string NewestFirst = """ ORDER BY "Time" DESC, "ReceivedAt" DESC, "EventId" DESC """;
    private const string OfProfiles = """ "ProfileId" IN (SELECT "value" FROM json_each({0})) """;
    private const string InRuns = $$""" FROM "Activities" WHERE "Run" IN (SELECT "Run" FROM "ActivityRuns") AND {{OfProfiles}} """;
    private const string AfterRuns =
        $$""" FROM "Events" WHERE "Id" > (SELECT coalesce(max("LastEvent"), 0) FROM "ActivityRuns") AND "EventId" IS NOT NULL AND {{OfProfiles}} """;

    private const string AfterPosition = """ AND ("Time", "ReceivedAt", "EventId") < ({2}, {3}, {4}) """;
    private const string Key = """ SELECT "Time", "ReceivedAt", "EventId" """;

    private const string LastReceipt = $$"""SELECT max("ReceivedAt") AS "Value" FROM (SELECT "ReceivedAt" {{InRuns}} UNION ALL SELECT "ReceivedAt" {{AfterRuns}})""";
    private const string LastReceived =
        $$"""
        SELECT * FROM "Events" WHERE "EventId" IN (
            SELECT "EventId" FROM ({{Key}} {{InRuns}} AND "ReceivedAt" <= {2} UNION ALL {{Key}} {{AfterRuns}} AND "ReceivedAt" <= {2}) ORDER BY "ReceivedAt" DESC LIMIT {1})
        """;

    private const string FirstPage = $$"""SELECT * FROM "Events" WHERE "EventId" IN (SELECT "EventId" FROM ({{Key}} {{InRuns}} UNION ALL {{Key}} {{AfterRuns}}) {{NewestFirst}} LIMIT {1}) {{NewestFirst}}""";

    private const string NextPage =
        $$"""
        SELECT * FROM "Events" WHERE "EventId" IN (
            SELECT "EventId" FROM ({{Key}} {{InRuns}} {{AfterPosition}} UNION ALL {{Key}} {{AfterRuns}} {{AfterPosition}}) {{NewestFirst}} LIMIT {1})
        {{NewestFirst}}
        """;

    /// <summary>A page of activities, newest first by time, then receipt, then id.</summary>
    /// <param name="context">Where to read.</param>
    /// <param name="profiles">Whose, by id.</param>
    /// <param name="after">The last one of the page before, or null.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static Task<List<EventRecord>> ReadPageAsync(
        EventAuthDbContext context, List<long> profiles, ActivityPosition? after, int limit, CancellationToken cancellation)
    {
        var ids = JsonSerializer.Serialize(profiles);
        var rows = after is { } last
            ? context.Events.FromSqlRaw(NextPage, ids, limit, last.Time.ToUnixTimeMilliseconds(), last.ReceivedAt.ToUnixTimeMilliseconds(), last.EventId.ToByteArray(true))
            : context.Events.FromSqlRaw(FirstPage, ids, limit);
        return rows.AsNoTracking().ToListAsync(cancellation);
    }

    /// <summary>The events of these profiles that were received last, in no order.</summary>
    /// <param name="context">Where to read.</param>
    /// <param name="profiles">Whose, by id.</param>
    /// <param name="receivedBy">Only those received at or before; null for all.</param>
    /// <param name="limit">How many at most.</param>
    public static IQueryable<EventRecord> NewestReceived(EventAuthDbContext context, List<long> profiles, DateTimeOffset? receivedBy, int limit) =>
        context.Events.FromSqlRaw(LastReceived, JsonSerializer.Serialize(profiles), limit, receivedBy?.ToUnixTimeMilliseconds() ?? long.MaxValue);

    /// <summary>When the last activity of these profiles was received; null when there is none.</summary>
    public static async Task<DateTimeOffset?> LastReceiptAsync(EventAuthDbContext context, List<long> profiles, CancellationToken cancellation)
    {
        var last = await context.Database.SqlQueryRaw<long?>(LastReceipt, JsonSerializer.Serialize(profiles)).SingleAsync(cancellation);
        return last is { } milliseconds ? StoredTime.Of(milliseconds) : null;
    }
}
