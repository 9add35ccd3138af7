using EventAuth.Storage.Journal;

namespace EventAuth.Storage.Profiles;

/// <summary>Erases what the accepted events of a profile, and of those merged into it, say about their customer.</summary>
internal sealed class ActivityErasure(WriteSteps database, long profile)
{
    private const string Family = """ (SELECT $profile UNION ALL SELECT "Id" FROM "Profiles" WHERE "MergedInto" = $profile) """;

    // The verdict stays, for the record of decisions; that it was accepted no longer leads to anybody.
    private static readonly string s_strip =
        $"""UPDATE "Events" SET {string.Concat(EventColumns.OfCustomer.Select(column => $"\"{column}\" = NULL, "))} "Conflict" = 0""";

    private static readonly string s_stripEvents = $"""{s_strip} {WriteSteps.InIds}""";

    private static readonly string s_eraseInRun =
        $"""{s_strip} WHERE "EventId" IN (SELECT "EventId" {OfProfileInRun} {UpTo}); DELETE {OfProfileInRun} {UpTo}""";

    private const string EventsAfterRuns =
        $"""
        SELECT "Id" FROM "Events" WHERE "Id" > max($after, (SELECT coalesce(max("LastEvent"), 0) FROM "ActivityRuns"))
            AND "EventId" IS NOT NULL AND "ProfileId" IN {Family} ORDER BY "Id" LIMIT $rows
        """;

    // A run that is being written does not count yet, but may already have activities of the customer.
    private const string Runs =
        """SELECT "Run" FROM "ActivityRuns" UNION SELECT coalesce(max("Run"), 0) + 1 FROM "ActivityRuns" ORDER BY "Run" DESC""";

    private const string ProfilesInRun =
        $"""SELECT DISTINCT "ProfileId" FROM "Activities" WHERE "Run" = $run AND "ProfileId" IN {Family}""";

    private const string OfProfileInRun = """ FROM "Activities" WHERE "Run" = $run AND "ProfileId" = $profile """;

    private const string KeysInRun =
        $"""SELECT "Time", "ReceivedAt", "EventId" {OfProfileInRun} ORDER BY "Time", "ReceivedAt", "EventId" LIMIT $rows""";

    private const string UpTo = """ AND ("Time", "ReceivedAt", "EventId") <= ($time, $received, $event) """;

    /// <summary>Of the events that are in no run yet.</summary>
    public async Task EraseNewestAsync(CancellationToken cancellation)
    {
        var after = 0L;
        while (database.ReadNumbers(EventsAfterRuns, ("$profile", profile), ("$after", after)) is { Count: > 0 } ids)
        {
            await database.WriteAsync(s_stripEvents, ids, cancellation);
            after = ids[^1];
        }
    }

    public async Task EraseRunsAsync(CancellationToken cancellation)
    {
        foreach (var run in database.ReadNumbers(Runs))
        {
            foreach (var part in database.ReadNumbers(ProfilesInRun, ("$run", run), ("$profile", profile)))
            {
                (string, object)[] where = [("$run", run), ("$profile", part)];
                while (database.Read(KeysInRun, row => (row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2)), where)
                    is [.., var (time, received, id)])
                {
                    await database.WriteAsync(
                        s_eraseInRun, [.. where, ("$time", time), ("$received", received), ("$event", id)], cancellation);
                }
            }
        }
    }
}
