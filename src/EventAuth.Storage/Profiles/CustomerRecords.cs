using System.Text.Json;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Journal;

namespace EventAuth.Storage.Profiles;

/// <summary>
/// Deletes customers and ends their tokens. The transaction holds the database's one place for a writer, so that no event is decided
/// meanwhile, and the journal's writer is told to forget what it remembers before that place is free again.
/// </summary>
internal sealed class CustomerRecords(
    IDbContextFactory<EventAuthDbContext> contexts, AuditRecorder audit, SqliteEventJournal journal, CustomerErasure erasure,
    EndedTokens ended, TimeProvider time) : ICustomerRecords
{
    private const string CountInRuns =
        $$"""
        SELECT count(*) AS "Value" FROM "Activities"
        WHERE "Run" IN (SELECT "Run" FROM "ActivityRuns" WHERE "Run" > {1}) AND "ProfileId" IN {{ProfileRows.Family}}
        """;

    private const string CountAfterRuns =
        $$"""
        SELECT count(*) AS "Value" FROM "Events" WHERE "Id" > (SELECT coalesce(max("LastEvent"), 0) FROM "ActivityRuns")
            AND "EventId" IS NOT NULL AND "ProfileId" IN {{ProfileRows.Family}}
        """;

    public async Task<int?> DeleteAsync(string uuid, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await ProfileRows.FindIdAsync(context, uuid, cancellation) is not { } found)
        {
            return null;
        }

        // Before the place for a writer is asked for: no event is to wait for it.
        var counted = await CountRunsAsync(context, found, cancellation);
        int? deleted = null;
        await audit.RunAsync(
            context,
            async token =>
            {
                // Somebody else may have deleted it, or it became part of another one.
                if (await ProfileRows.FindIdAsync(context, uuid, token) is not { } id)
                {
                    return null;
                }

                found = id;
                var first = await context.Profiles.Where(row => row.Id == id).Select(row => row.Uuid).SingleAsync(token);
                var activities = await DeleteProfileAsync(context, id, counted, token);
                deleted = activities;
                journal.Forget();
                return new AuditFact(AuditAction.CustomerDeleted, audit.PseudonymOfCustomer(first), AuditJson.Of(new { activities }));
            },
            cancellation);
        if (deleted is not null)
        {
            await erasure.EraseAsync(found);
        }

        return deleted;
    }

    public async Task<DateTimeOffset?> EndTokensAsync(string uuid, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var ends = new Dictionary<string, long>(StringComparer.Ordinal);
        DateTimeOffset? endedAt = null;
        await audit.RunAsync(
            context,
            async token =>
            {
                if (await ProfileRows.FindIdAsync(context, uuid, token) is not { } id)
                {
                    return null;
                }

                // To the next whole millisecond, so that nothing issued until now slips through.
                var moment = time.GetUtcNow().ToUnixTimeMilliseconds() + 1;
                foreach (var (kind, value, takenAt) in await ProfileRows.IdentifiersEverAsync(context, id, token))
                {
                    // What another customer got since is theirs from then on.
                    ends[audit.HashOfIdentifier(kind.ToWord(), value)] = Math.Min(moment, takenAt ?? moment);
                }

                await context.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "TokenEnds" ("Identifier", "EndedAt")
                    SELECT unhex("key"), "value" FROM json_each({JsonSerializer.Serialize(ends)}) WHERE true
                    ON CONFLICT ("Identifier") DO UPDATE SET "EndedAt" = max("EndedAt", excluded."EndedAt")
                    """,
                    token);
                endedAt = DateTimeOffset.FromUnixTimeMilliseconds(moment);
                var first = await context.Profiles.Where(row => row.Id == id).Select(row => row.Uuid).SingleAsync(token);
                var after = AuditJson.Of(new { identifiers = ends.Count });
                return new AuditFact(AuditAction.CustomerTokensEnded, audit.PseudonymOfCustomer(first), After: after);
            },
            cancellation);
        ended.Add(ends, audit.HashOfIdentifier);
        return endedAt;
    }

    /// <summary>Takes up the ends of earlier runs of the program.</summary>
    internal async Task LoadAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.TokenEnds.AsNoTracking().ToListAsync(cancellation);
        var ends = rows.ToDictionary(
            row => Convert.ToHexStringLower(row.Identifier), row => row.EndedAt.ToUnixTimeMilliseconds(), StringComparer.Ordinal);
        ended.Add(ends, audit.HashOfIdentifier);
    }

    // What the complete runs hold of a customer.
    private static async Task<RunCount> CountRunsAsync(EventAuthDbContext context, long profile, CancellationToken cancellation) => new(
        profile,
        await context.ActivityRuns.MaxAsync(row => (long?)row.Run, cancellation) ?? 0,
        await CountPartsAsync(context, profile, cancellation),
        await CountAsync(context, CountInRuns, profile, 0, cancellation));

    // The customer disappears, however much is kept of them: the row of the profile goes, so that identifiers and history lead nowhere,
    // and another says that the rest is to be erased. Gives how many activities there were.
    private static async Task<int> DeleteProfileAsync(
        EventAuthDbContext context, long profile, RunCount counted, CancellationToken cancellation)
    {
        // Another profile became part of it since, or it is another one: rare, and then all is counted again.
        if (profile != counted.Profile || await CountPartsAsync(context, profile, cancellation) != counted.Parts)
        {
            counted = new RunCount(profile, 0, 0, 0);
        }

        var activities = counted.Activities + await CountAsync(context, CountInRuns, profile, counted.LastRun, cancellation)
            + await CountAsync(context, CountAfterRuns, profile, 0, cancellation);
        var last = await context.Events.MaxAsync(row => (long?)row.Id, cancellation) ?? 0;
        context.Erasures.Add(new ErasureRecord { ProfileId = profile, LastEvent = last });
        await context.Profiles.Where(row => row.Id == profile).ExecuteDeleteAsync(cancellation);
        return activities;
    }

    private static Task<int> CountPartsAsync(EventAuthDbContext context, long profile, CancellationToken cancellation) =>
        context.Profiles.CountAsync(row => row.MergedInto == profile, cancellation);

    private static Task<int> CountAsync(
        EventAuthDbContext context, string sql, long profile, long afterRun, CancellationToken cancellation) =>
        context.Database.SqlQueryRaw<int>(sql, profile, afterRun).SingleAsync(cancellation);

    /// <summary>The activities of a profile, and of so many that became part of it, in the runs up to the last one.</summary>
    private sealed record RunCount(long Profile, long LastRun, int Parts, int Activities);
}
