using EventAuth.Core.Decisions;
using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Decisions;

/// <summary>Finds between which ids the rows of a time lie: rows are written nearly in the order in which they were received.</summary>
internal sealed class DecisionTimes(EventAuthDbContext context)
{
    /// <summary>Below so many rows it is quicker to look through all of them.</summary>
    private const long Few = 50_000;

    /// <summary>How much later than a row another one that was received before it can be written: the wait for a stalled disk.</summary>
    private static readonly TimeSpan Disorder = TimeSpan.FromMinutes(1);

    /// <summary>All rows of the filter's time lie above the one id and below the other.</summary>
    public async Task<(long Above, long Below)> BoundsAsync(DecisionFilter filter, long below, CancellationToken cancellation)
    {
        var above = filter.AfterId;
        if (filter is { Since: null, Until: null } || await context.Events.MaxAsync(row => (long?)row.Id, cancellation) is not { } last)
        {
            return (above, below);
        }

        var first = await context.Events.MinAsync(row => row.Id, cancellation);
        if (last - first < Few)
        {
            return (above, below);
        }

        return (
            filter.Since is { } since ? Math.Max(above, await FirstAtAsync(since - Disorder, first, last, cancellation) - 1) : above,
            filter.Until is { } until ? Math.Min(below, await FirstAtAsync(until + Disorder, first, last, cancellation)) : below);
    }

    // The first row that was received at a time or after; the one behind the last where there is none.
    private async Task<long> FirstAtAsync(DateTimeOffset time, long first, long last, CancellationToken cancellation)
    {
        var (low, high) = (first, last + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var row = await context.Events.Where(row => row.Id >= middle).OrderBy(row => row.Id)
                .Select(row => new { row.Id, row.ReceivedAt }).FirstOrDefaultAsync(cancellation);
            if (row is null || row.ReceivedAt >= time)
            {
                high = middle;
            }
            else
            {
                low = row.Id + 1;
            }
        }

        return low;
    }
}
