namespace EventAuth.Storage.Profiles;

/// <summary>
/// Makes a customer disappear within the caller's transaction, however much data there is: the row of the profile is deleted, so that
/// identifiers and history lead nowhere, and <see cref="ErasureRecord"/> says that the rest must be erased.
/// </summary>
/// <param name="Profile">Whose activities are counted already.</param>
/// <param name="LastRun">The last run that was counted.</param>
/// <param name="Parts">How many profiles had been merged into it.</param>
/// <param name="Activities">How many activities of all of these are in the runs up to that one.</param>
internal sealed record CustomerDeletion(long Profile, long LastRun, int Parts, int Activities)
{
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

    /// <summary>
    /// Counts what the complete runs have of a customer, before asking for the turn to write: no event must wait for it.
    /// </summary>
    public static async Task<CustomerDeletion> PrepareAsync(EventAuthDbContext context, long profile, CancellationToken cancellation)
    {
        var last = await context.ActivityRuns.MaxAsync(row => (long?)row.Run, cancellation) ?? 0;
        var parts = await CountPartsAsync(context, profile, cancellation);
        return new CustomerDeletion(profile, last, parts, await CountAsync(context, profile, after: 0, last, cancellation));
    }

    /// <summary>Deletes a profile, within a transaction. Returns how many activities it had.</summary>
    public async Task<int> RunAsync(EventAuthDbContext context, long profile, CancellationToken cancellation)
    {
        // Another profile was merged into it since, or it is another one: rare, and then everything is counted again.
        var isCounted = profile == Profile && await CountPartsAsync(context, profile, cancellation) == Parts;
        var activities = (isCounted ? Activities : 0)
            + await CountAsync(context, profile, isCounted ? LastRun : 0, long.MaxValue, cancellation)
            + await context.Database.SqlQueryRaw<int>(CountAfterRuns, profile).SingleAsync(cancellation);
        var last = await context.Events.MaxAsync(row => (long?)row.Id, cancellation) ?? 0;
        context.Erasures.Add(new ErasureRecord { ProfileId = profile, LastEvent = last });
        await context.Profiles.Where(row => row.Id == profile).ExecuteDeleteAsync(cancellation);
        return activities;
    }

    private static Task<int> CountPartsAsync(EventAuthDbContext context, long profile, CancellationToken cancellation) =>
        context.Profiles.CountAsync(row => row.MergedInto == profile, cancellation);

    private static Task<int> CountAsync(
        EventAuthDbContext context, long profile, long after, long upTo, CancellationToken cancellation) =>
        context.Database.SqlQueryRaw<int>(CountInRuns, profile, after, upTo).SingleAsync(cancellation);
}
