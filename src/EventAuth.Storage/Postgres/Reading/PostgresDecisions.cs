using System.Buffers.Binary;
using EventAuth.Storage.Decisions;
using EventAuth.Storage.Postgres.Days;

namespace EventAuth.Storage.Postgres.Reading;

/// <summary>
/// In PostgreSQL: day by day from the newest; what is rare, among the ids of which it is noted that they have such decisions.
/// </summary>
internal sealed class PostgresDecisions : IDecisionRows
{
    /// <summary>In the year 9999; an id may say anything.</summary>
    private const long LastDay = 253_400_000_000_000;

    public Task<long> LastIdAsync(EventAuthDbContext context, CancellationToken cancellation) =>
        context.Set<JournalStateRecord>().Select(state => state.LastEvent).SingleOrDefaultAsync(cancellation);

    public async Task<IQueryable<EventRecord>> AroundAsync(
        EventAuthDbContext context, long above, long below, CancellationToken cancellation) =>
        (await DayRange.OfIdsAsync(context, above, below, cancellation)).Of(context.Events);

    public IQueryable<EventRecord> AroundEvent(EventAuthDbContext context, Guid eventId)
    {
        var accepted = context.Events.Where(row => row.Reason < DecisionReason.JwtRequired);
        if (eventId.Version != 7)
        {
            return accepted;
        }

        // Such an id begins with the time of receipt, some seconds more or less.
        var day = EventDayRecord.Of(BinaryPrimitives.ReadInt64BigEndian(eventId.ToByteArray(bigEndian: true)) >> 16);
        day = Math.Clamp(day, EventDayRecord.Length, LastDay);
        return new DayRange(day - EventDayRecord.Length, day + (2 * EventDayRecord.Length)).Of(accepted);
    }

    public async Task<(long Above, long Below)> BoundsAsync(
        EventAuthDbContext context, DecisionFilter filter, CancellationToken cancellation)
    {
        var below = await LastIdAsync(context, cancellation) + 1;
        var days = await DaySearch.DaysAsync(context, filter, below, cancellation);
        return await new DayTimes(context, filter, days).BoundsAsync(below, cancellation);
    }

    public Task<(IReadOnlyList<DecisionRecord> Rows, long Reached)> FindAsync(
        EventAuthDbContext context, DecisionFilter filter, long below, int limit, CancellationToken cancellation) =>
        FindAsync(context, filter, profiles: null, below, limit, cancellation);

    public Task<(IReadOnlyList<DecisionRecord> Rows, long Reached)> FindOfProfilesAsync(
        EventAuthDbContext context, DecisionFilter filter, List<long> profiles, long below, int limit, CancellationToken cancellation) =>
        FindAsync(context, filter, profiles, below, limit, cancellation);

    private async Task<(IReadOnlyList<DecisionRecord> Rows, long Reached)> FindAsync(
        EventAuthDbContext context, DecisionFilter filter, List<long>? profiles, long below, int limit, CancellationToken cancellation)
    {
        var last = await LastIdAsync(context, cancellation);
        var search = new DaySearch(context, filter, profiles, limit);
        return await search.FindAsync(Math.Min(below, last + 1), cancellation);
    }
}
