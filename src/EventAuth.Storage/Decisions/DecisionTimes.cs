namespace EventAuth.Storage.Decisions;

/// <summary>Finds between which ids the rows of a filter's time are: they are written nearly in the order of their receipt.</summary>
internal sealed class DecisionTimes(EventAuthDbContext context, DecisionFilter filter)
{
    /// <summary>With fewer rows than this it is quicker to search all of them.</summary>
    private const long Few = 50_000;

    /// <summary>How much later than a row one that was received earlier can be written: the wait for a blocked disk.</summary>
    private static readonly TimeSpan Disorder = TimeSpan.FromMinutes(1);

    /// <summary>From when on rows are written that were received at a time or after.</summary>
    public static DateTimeOffset Before(DateTimeOffset time) =>
        time - DateTimeOffset.MinValue < Disorder ? DateTimeOffset.MinValue : time - Disorder;

    /// <summary>Until when rows are written that were received before a time.</summary>
    public static DateTimeOffset After(DateTimeOffset time) =>
        DateTimeOffset.MaxValue - time < Disorder ? DateTimeOffset.MaxValue : time + Disorder;

    /// <summary>All rows of the filter's time are above the one id and below the other.</summary>
    /// <param name="last">The greatest id; 0 if there is none.</param>
    public async Task<(long Above, long Below)> BoundsAsync(long below, long last, CancellationToken cancellation)
    {
        var above = filter.AfterId;
        if (filter is { Since: null, Until: null } || last == 0)
        {
            return (above, below);
        }

        var first = await context.Events.MinAsync(row => row.Id, cancellation);
        if (last - first < Few)
        {
            return (Math.Max(above, first - 1), below);
        }

        return (
            filter.Since is { } since ? Math.Max(above, await FirstAtAsync(Before(since), first, last, cancellation) - 1) : above,
            filter.Until is { } until ? Math.Min(below, await FirstAtAsync(After(until), first, last, cancellation)) : below);
    }

    // The first row that was received at a time or after; the one after the last if there is none.
    private async Task<long> FirstAtAsync(DateTimeOffset time, long first, long last, CancellationToken cancellation)
    {
        var (low, high) = (first, last + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var row = await context.Events.Where(row => row.Id >= middle).OrderBy(row => row.Id)
                .Select(row => new { row.Id, row.ReceivedAt }).FirstOrDefaultAsync(cancellation);
            (low, high) = row is null || row.ReceivedAt >= time ? (low, middle) : (row.Id + 1, high);
        }

        return low;
    }
}
