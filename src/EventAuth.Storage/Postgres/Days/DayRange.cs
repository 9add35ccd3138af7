namespace EventAuth.Storage.Postgres.Days;

/// <summary>Days in which rows are looked for: by them the database knows which partitions it need not open.</summary>
/// <param name="From">The beginning of the first day, in milliseconds since 1970.</param>
/// <param name="Until">The end of the last one.</param>
internal readonly record struct DayRange(long From, long Until)
{
    /// <summary>The days that have ids above the one and below the other.</summary>
    public static async Task<DayRange> OfIdsAsync(EventAuthDbContext context, long above, long below, CancellationToken cancellation)
    {
        var days = await context.Set<EventDayRecord>().AsNoTracking()
            .Where(day => day.First < below && day.Last > above).ToListAsync(cancellation);
        return Of(days);
    }

    /// <summary>The range of some days; one without any time where there are none.</summary>
    public static DayRange Of(IReadOnlyCollection<EventDayRecord> days) =>
        days.Count == 0 ? default : new DayRange(days.Min(day => day.Day), days.Max(day => day.Day) + EventDayRecord.Length);

    /// <summary>The rows of these days.</summary>
    public IQueryable<EventRecord> Of(IQueryable<EventRecord> rows)
    {
        var (from, until) = (DateTimeOffset.FromUnixTimeMilliseconds(From), DateTimeOffset.FromUnixTimeMilliseconds(Until));
        return rows.Where(row => row.ReceivedAt >= from && row.ReceivedAt < until);
    }
}
