using System.Text.Json;

namespace EventAuth.Storage.Profiles;

/// <summary>Finds the events of profiles in parts, the newest first, for readers that need them in the order of their ids.</summary>
internal static class ActivityParts
{
    /// <summary>How many activities of a part are counted at most.</summary>
    public const int MostCounted = 1_000;

    private const string Counted =
        $$"""
        SELECT r."Run",
            coalesce((SELECT b."LastEvent" FROM "ActivityRuns" b WHERE b."Run" < r."Run" ORDER BY b."Run" DESC LIMIT 1), 0) AS "After",
            r."LastEvent",
            (SELECT count(*) FROM (
                SELECT 1 FROM "Activities" WHERE "Run" = r."Run" AND "ProfileId" IN {{ActivityKeys.Profiles}} LIMIT 1000)) AS "Rows"
        FROM "ActivityRuns" r ORDER BY r."Run" DESC
        """;

    private const string OfRun =
        $$"""
        SELECT * FROM "Events"
        WHERE "EventId" IN (SELECT "EventId" FROM "Activities" WHERE "Run" = {1} AND "ProfileId" IN {{ActivityKeys.Profiles}})
        """;

    private const string OfNewest =
        $$"""SELECT * FROM "Events" WHERE "Id" > {1} AND "EventId" IS NOT NULL AND "ProfileId" IN {{ActivityKeys.Profiles}}""";

    /// <summary>
    /// The parts in which events of profiles can be found, each with ids above those of the next: the newest events, then each run
    /// that has any.
    /// </summary>
    public static async Task<IReadOnlyList<ActivityPart>> ReadAsync(
        EventAuthDbContext context, List<long> profiles, CancellationToken cancellation)
    {
        var runs = await context.Database.SqlQueryRaw<ActivityPart>(Counted, JsonSerializer.Serialize(profiles)).ToListAsync(cancellation);
        return [new ActivityPart(0, runs.Count == 0 ? 0 : runs[0].LastEvent, long.MaxValue - 1, 0), .. runs.Where(run => run.Rows > 0)];
    }

    public static IQueryable<EventRecord> EventsOf(EventAuthDbContext context, List<long> profiles, ActivityPart part) => part.Run == 0
        ? context.Events.FromSqlRaw(OfNewest, JsonSerializer.Serialize(profiles), part.After)
        : context.Events.FromSqlRaw(OfRun, JsonSerializer.Serialize(profiles), part.Run)
            .Where(row => row.Id > part.After && row.Id <= part.LastEvent);
}

/// <summary>Consecutive events.</summary>
/// <param name="Run">The run that contains them; 0 for those that are in none yet.</param>
/// <param name="After">The event before the first one.</param>
/// <param name="Rows">How many of them are activities of the profiles; 1,000 for more.</param>
internal sealed record ActivityPart(long Run, long After, long LastEvent, int Rows);
