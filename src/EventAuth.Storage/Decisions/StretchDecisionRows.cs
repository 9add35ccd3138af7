using EventAuth.Storage.Journal;
using EventAuth.Storage.Profiles;

namespace EventAuth.Storage.Decisions;

/// <summary>In SQLite: finds decisions by what is recorded of each segment, and by the runs of activities.</summary>
internal sealed class StretchDecisionRows : IDecisionRows
{
    private const int MostLooked = 20_000;

    public async Task<long> LastIdAsync(EventAuthDbContext context, CancellationToken cancellation) =>
        await context.Events.MaxAsync(row => (long?)row.Id, cancellation) ?? 0;

    public Task<IQueryable<EventRecord>> AroundAsync(EventAuthDbContext context, long above, long below, CancellationToken cancellation) =>
        Task.FromResult<IQueryable<EventRecord>>(context.Events);

    public IQueryable<EventRecord> AroundEvent(EventAuthDbContext context, Guid eventId) => context.Events;

    public async Task<(long Above, long Below)> BoundsAsync(
        EventAuthDbContext context, DecisionFilter filter, CancellationToken cancellation)
    {
        var last = await LastIdAsync(context, cancellation);
        return await new DecisionTimes(context, filter).BoundsAsync(last + 1, last, cancellation);
    }

    public Task<(IReadOnlyList<DecisionRecord> Rows, long Reached)> FindAsync(
        EventAuthDbContext context, DecisionFilter filter, long below, int limit, CancellationToken cancellation) =>
        new DecisionSearch(context, filter, limit).FindAsync(below, cancellation);

    public async Task<(IReadOnlyList<DecisionRecord> Rows, long Reached)> FindOfProfilesAsync(
        EventAuthDbContext context, DecisionFilter filter, List<long> profiles, long below, int limit, CancellationToken cancellation)
    {
        // Each run has the events of a range of ids, so everything found in one is newer than everything found in the one before it.
        var rows = new List<DecisionRecord>();
        var looked = 0;
        foreach (var part in await ActivityParts.ReadAsync(context, profiles, cancellation))
        {
            if (part.After + 1 >= below)
            {
                continue;
            }

            if (rows.Count >= limit || looked >= MostLooked)
            {
                return (rows, rows.Count >= limit ? rows[^1].Id : part.LastEvent + 1);
            }

            rows.AddRange(await ActivityParts.EventsOf(context, profiles, part)
                .Fitting(context, filter, below, limit - rows.Count).ToListAsync(cancellation));
            looked += part.Rows < ActivityParts.MostCounted ? part.Rows : ActivityIndexer.RunLength;
        }

        return (rows, rows.Count >= limit ? rows[^1].Id : 0);
    }
}
