using EventAuth.Storage.Decisions;
using EventAuth.Storage.Postgres.Days;

namespace EventAuth.Storage.Postgres.Reading;

/// <summary>
/// Finds between which ids the rows of a filter's time lie: of whole days that is known; of the days in which the time begins and ends it
/// is searched, since rows are written nearly in the order of their receipt.
/// </summary>
/// <param name="days">Those in which there are rows of the time.</param>
internal sealed class DayTimes(EventAuthDbContext context, DecisionFilter filter, List<EventDayRecord> days)
{
    /// <summary>Below so many ids it is quicker to look through all of them.</summary>
    private const long Few = 50_000;

    /// <summary>All rows of the filter's time lie above the one id and below the other.</summary>
    public async Task<(long Above, long Below)> BoundsAsync(long below, CancellationToken cancellation)
    {
        var above = filter.AfterId;
        if (days.Count == 0)
        {
            return (above, above + 1);
        }

        if (filter is { Since: null, Until: null })
        {
            return (above, below);
        }

        // Each day by itself: whatever order they are in, the lowest and the greatest id count.
        var (first, last) = (long.MaxValue, 0L);
        foreach (var day in days)
        {
            var end = day.Day + EventDayRecord.Length;
            var begins = filter.Since is { } since && since.ToUnixTimeMilliseconds() > day.Day;
            var ends = filter.Until is { } until && until.ToUnixTimeMilliseconds() < end;
            first = Math.Min(
                first, begins ? await FirstAtAsync(day, DecisionTimes.Before(filter.Since!.Value), day.First, cancellation) : day.First);
            last = Math.Max(
                last, ends ? await FirstAtAsync(day, DecisionTimes.After(filter.Until!.Value), day.Last + 1, cancellation) - 1 : day.Last);
        }

        return (Math.Max(above, first - 1), Math.Min(below, last + 1));
    }

    // The first row of a day that was received at a time or after; the one behind the last where there is none.
    private async Task<long> FirstAtAsync(EventDayRecord day, DateTimeOffset time, long otherwise, CancellationToken cancellation)
    {
        if (day.Last - day.First < Few)
        {
            return otherwise;
        }

        var rows = DayRange.Of([day]).Of(context.Events);
        var (low, high) = (day.First, day.Last + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var row = await rows.Where(row => row.Id >= middle).OrderBy(row => row.Id)
                .Select(row => new { row.Id, row.ReceivedAt }).FirstOrDefaultAsync(cancellation);
            (low, high) = row is null || row.ReceivedAt >= time ? (low, middle) : (row.Id + 1, high);
        }

        return low;
    }
}
