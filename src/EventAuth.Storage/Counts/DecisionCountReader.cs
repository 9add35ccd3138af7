using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Storage.Counts;

/// <summary>Adds counts up.</summary>
internal sealed class DecisionCountReader(
    IDbContextFactory<EventAuthDbContext> contexts, ICountRows counts, TimeProvider time) : IDecisionCounts
{
    private static readonly long[] s_monitored = [.. MonitoredDecisions.All.Select(reason => (long)reason)];

    public async Task<DecisionOverview> ReadAsync(OverviewSpan span, CancellationToken cancellation)
    {
        var (width, periods) = ShapeOf(span);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var until = now - (now % width) + width;
        var from = until - (periods * width);
        await using var context = await contexts.CreateDbContextAsync(cancellation);

        // Two spans: the requested one and the one before it.
        var rows = counts.Read(context, width, from - (periods * width), until).AsAsyncEnumerable();
        var sums = new OverviewSums(from, width, periods);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            sums.Add(row);
        }

        return sums.ToOverview();
    }

    public async Task<IReadOnlyDictionary<EventName, long>> CountByActionAsync(
        IReadOnlyCollection<EventName> names, DateTimeOffset since, CancellationToken cancellation)
    {
        var from = since.ToUnixTimeSeconds();
        from -= from % CountBounds.Hour;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var wanted = names.Select(name => name.Value).ToList();
        var rows = counts.Read(context, CountBounds.Hour, from, long.MaxValue / 1000)
            .Where(row => wanted.Contains(row.Action))
            .GroupBy(row => row.Action, (action, ofAction) => new { Action = action, Count = ofAction.Sum(row => row.Count) })
            .AsAsyncEnumerable();
        var sums = new Dictionary<EventName, long>();
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            if (EventName.TryParse(row.Action, out var name))
            {
                sums.Add(name, row.Count);
            }
        }

        return sums;
    }

    public async Task<long> CountMonitoredAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        // Whole days by the day, the rest of the first one by the minute: few rows, however long ago it began.
        var from = since.ToUnixTimeSeconds();
        var firstDay = from - (from % CountBounds.Day) + CountBounds.Day;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await SumAsync(CountBounds.Minute, from - (from % CountBounds.Minute), firstDay)
            + await SumAsync(CountBounds.Day, firstDay, long.MaxValue / 1000);

        Task<long> SumAsync(long width, long begin, long end) => counts.Read(context, width, begin, end)
            .Where(row => s_monitored.Contains(row.Reason)).SumAsync(row => row.Count, cancellation);
    }

    private static (long Width, int Periods) ShapeOf(OverviewSpan span) => span switch
    {
        OverviewSpan.Hour => (CountBounds.Minute, 60),
        OverviewSpan.Day => (CountBounds.Hour, 24),
        OverviewSpan.Week => (CountBounds.SixHours, 28),
        OverviewSpan.Month => (CountBounds.Day, 30),
    };
}
