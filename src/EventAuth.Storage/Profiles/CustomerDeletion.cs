using System.Text.Json;
using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Profiles;

/// <summary>Takes everything of a customer out of the tables, within the caller's transaction.</summary>
internal static class CustomerDeletion
{
    private const string OfProfiles = """ "ProfileId" IN (SELECT "value" FROM json_each({0})) """;

    // The verdict stays, for the record of decisions; that it was accepted no longer leads to anybody.
    private const string Strip =
        """
        UPDATE "Events" SET "EventId" = NULL, "ProfileId" = NULL, "Label" = NULL, "Time" = NULL, "OriginalTime" = NULL, "Params" = NULL,
            "NotKept" = NULL, "Conflict" = 0
        """;

    private const string StripInRuns =
        $$"""{{Strip}} WHERE "EventId" IN (SELECT "EventId" FROM "Activities" WHERE "Run" IN (SELECT "Run" FROM "ActivityRuns") AND {{OfProfiles}})""";

    private const string StripAfterRuns =
        $$"""{{Strip}} WHERE "Id" > (SELECT coalesce(max("LastEvent"), 0) FROM "ActivityRuns") AND "EventId" IS NOT NULL AND {{OfProfiles}}""";

    // A run that is being written does not count yet, and may already hold what the customer did.
    private const string DeleteFromRuns =
        $$"""DELETE FROM "Activities" WHERE "Run" IN (SELECT "Run" FROM "ActivityRuns" UNION SELECT coalesce(max("Run"), 0) + 1 FROM "ActivityRuns") AND {{OfProfiles}}""";

    // What was taken from others stands in their history too. The entry that says so is the one before that of the taking: the journal
    // writes both at once.
    private const string DeleteTraces =
        """
        DELETE FROM "ProfileLinks" WHERE "Id" IN (
            SELECT lost."Id" FROM "ProfileLinks" won
            CROSS JOIN "ProfileLinks" taken ON taken."Id" = won."Id" - 1 AND taken."Proof" = 4
                AND taken."Kind" = won."Kind" AND taken."Value" = won."Value"
            CROSS JOIN "ProfileLinks" lost ON lost."ProfileId" = taken."ProfileId"
                AND lost."Kind" = won."Kind" AND lost."Value" = won."Value"
            WHERE won."ProfileId" IN (SELECT "value" FROM json_each({0})))
        """;

    /// <summary>Deletes profiles. Gives how many activities they had.</summary>
    public static async Task<int> RunAsync(EventAuthDbContext context, List<long> profiles, CancellationToken cancellation)
    {
        var ids = JsonSerializer.Serialize(profiles);
        var database = context.Database;

        var activities = await database.ExecuteSqlRawAsync(StripInRuns, [ids], cancellation);
        activities += await database.ExecuteSqlRawAsync(StripAfterRuns, [ids], cancellation);
        await database.ExecuteSqlRawAsync(DeleteFromRuns, [ids], cancellation);
        await context.Identifiers.Where(row => profiles.Contains(row.ProfileId)).ExecuteDeleteAsync(cancellation);
        await database.ExecuteSqlRawAsync(DeleteTraces, [ids], cancellation);
        await context.ProfileLinks.Where(row => profiles.Contains(row.ProfileId)).ExecuteDeleteAsync(cancellation);
        await context.Profiles.Where(row => profiles.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
        return activities;
    }
}
