using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Profiles;

/// <summary>
/// Makes a customer disappear within the caller's transaction, however much is kept of them: the row of the profile goes, so that
/// identifiers and history
/// lead nowhere, and <see cref="ErasureRecord"/> says that the rest is to be erased (<see cref="CustomerErasure"/>).
/// </summary>
internal sealed class CustomerDeletion
{
    private const string Family = """ (SELECT {0} UNION ALL SELECT "Id" FROM "Profiles" WHERE "MergedInto" = {0}) """;

    private const string CountInRuns =
        $$"""
        SELECT count(*) AS "Value" FROM "Activities"
        WHERE "Run" IN (SELECT "Run" FROM "ActivityRuns" WHERE "Run" > {1}) AND "ProfileId" IN {{Family}}
        """;

    private const string CountAfterRuns =
        $$"""
        SELECT count(*) AS "Value" FROM "Events"
        WHERE "Id" > (SELECT coalesce(max("LastEvent"), 0) FROM "ActivityRuns") AND "EventId" IS NOT NULL AND "ProfileId" IN {{Family}}
        """;

    private readonly EventAuthDbContext _context;
    private int _counted;
    private int _familyOfCounted;
    private long _countedRuns;

    private CustomerDeletion(EventAuthDbContext context, long profile) => (_context, Profile) = (context, profile);

    /// <summary>Whose.</summary>
    public long Profile { get; }

    /// <summary>
    /// Counts what the complete runs hold of a customer, before the place for a writer is asked for: no event is to wait for it.
    /// </summary>
    public static async Task<CustomerDeletion> PrepareAsync(EventAuthDbContext context, long profile, CancellationToken cancellation)
    {
        var deletion = new CustomerDeletion(context, profile);
        deletion._countedRuns = await context.ActivityRuns.MaxAsync(row => (long?)row.Run, cancellation) ?? 0;
        deletion._familyOfCounted = await deletion.CountFamilyAsync(cancellation);
        deletion._counted = await deletion.CountAsync(CountInRuns, 0, cancellation);
        return deletion;
    }

    /// <summary>Deletes the profile, within a transaction. Gives how many activities it had.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        // Another profile became part of it since: rare, and then all is counted again.
        var since = await CountFamilyAsync(cancellation) == _familyOfCounted ? _countedRuns : 0;
        var counted = since == 0 ? 0 : _counted;
        var activities = counted + await CountAsync(CountInRuns, since, cancellation) + await CountAsync(CountAfterRuns, 0, cancellation);
        var last = await _context.Events.MaxAsync(row => (long?)row.Id, cancellation) ?? 0;
        _context.Erasures.Add(new ErasureRecord { ProfileId = Profile, LastEvent = last });
        await _context.Profiles.Where(row => row.Id == Profile).ExecuteDeleteAsync(cancellation);
        return activities;
    }

    private Task<int> CountFamilyAsync(CancellationToken cancellation) =>
        _context.Profiles.CountAsync(row => row.MergedInto == Profile, cancellation);

    private Task<int> CountAsync(string sql, long afterRun, CancellationToken cancellation) =>
        _context.Database.SqlQueryRaw<int>(sql, Profile, afterRun).SingleAsync(cancellation);
}
