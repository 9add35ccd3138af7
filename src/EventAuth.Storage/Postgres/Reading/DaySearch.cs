using EventAuth.Storage.Counts;
using EventAuth.Storage.Decisions;
using EventAuth.Storage.Postgres.Days;

namespace EventAuth.Storage.Postgres.Reading;

/// <summary>
/// Finds the newest rows that fit a filter. What every row of a partition fits is read day by day, more days at once each time; what only
/// some fit, among the ids of which it is noted that they have such decisions. Senders can see to it that this is noted of many: so for one
/// page a bounded number of rows is read, and the next one goes on from there.
/// </summary>
/// <param name="profiles">Whose rows alone are looked for; null for everybody's.</param>
internal sealed class DaySearch(EventAuthDbContext context, DecisionFilter filter, List<long>? profiles, int limit)
{
    private const int MostLooked = 400_000;

    private const int StretchesAtOnce = 64;

    /// <summary>So much counts a look at what is noted of a stretch.</summary>
    private const int LookAtStretch = 40;

    private readonly List<DecisionRecord> _found = [];

    private List<EventDayRecord> _days = [];
    private long _left = MostLooked;
    private long _reached;

    private bool IsSelective => filter is not { Action: null, Reasons: null, CertificateId: null };

    /// <summary>Rows below an id, newest first.</summary>
    /// <returns>The rows, and the id down to which all rows were read; 0 if that is all of them.</returns>
    public async Task<(IReadOnlyList<DecisionRecord> Rows, long Reached)> FindAsync(long below, CancellationToken cancellation)
    {
        _days = await DaysAsync(context, filter, below, cancellation);
        var (above, end) = await new DayTimes(context, filter, _days).BoundsAsync(below, cancellation);
        if (_days.Count > 0 && above + 1 < end)
        {
            await (IsSelective && profiles is null
                ? FindInStretchesAsync(above, end, cancellation)
                : FindInDaysAsync(above, end, cancellation));
        }

        return (_found, _reached);
    }

    /// <summary>The days that have rows with ids and times in question, the newest first.</summary>
    public static Task<List<EventDayRecord>> DaysAsync(
        EventAuthDbContext context, DecisionFilter filter, long below, CancellationToken cancellation)
    {
        var days = context.Set<EventDayRecord>().AsNoTracking().Where(day => day.First < below && day.Last > filter.AfterId);
        if (filter.Since?.ToUnixTimeMilliseconds() is { } since)
        {
            days = days.Where(day => day.Day > since - EventDayRecord.Length);
        }

        if (filter.Until?.ToUnixTimeMilliseconds() is { } until)
        {
            days = days.Where(day => day.Day < until);
        }

        return days.OrderByDescending(day => day.Last).ToListAsync(cancellation);
    }

    private async Task FindInDaysAsync(long above, long end, CancellationToken cancellation)
    {
        var (next, count) = (0, 1);
        while (next < _days.Count && above + 1 < end && _found.Count < limit)
        {
            // Every id above the last one of a day is in the days before it.
            next += count;
            count *= 2;
            var bound = next < _days.Count ? Math.Max(above, _days[next].Last) : above;
            await TakeAsync(bound, end, cancellation);
            end = Math.Min(end, bound + 1);
        }
    }

    private async Task FindInStretchesAsync(long above, long end, CancellationToken cancellation)
    {
        var oldest = IdStretches.Of(above + 1);
        for (var newest = IdStretches.Of(end - 1); newest >= oldest; newest -= StretchesAtOnce)
        {
            var first = Math.Max(oldest, newest - StretchesAtOnce + 1);
            var stretches = await StretchesAsync(first, newest, cancellation);
            for (var stretch = newest; stretch >= first; stretch--)
            {
                var bound = (stretch + 1) * IdStretches.Length;
                if (_found.Count >= limit)
                {
                    return;
                }

                if (_left <= 0)
                {
                    _reached = Math.Min(end, bound);
                    return;
                }

                _left -= LookAtStretch;
                if (stretches.Contains(stretch))
                {
                    await TakeAsync(Math.Max(above, (stretch * IdStretches.Length) - 1), Math.Min(end, bound), cancellation);
                    _left -= IdStretches.Length;
                }
            }
        }
    }

    private async Task<HashSet<long>> StretchesAsync(long from, long to, CancellationToken cancellation)
    {
        var rows = context.StretchDecisions.Where(row => row.Stretch >= from && row.Stretch <= to);
        if (filter.Accepted is { } accepted)
        {
            rows = rows.Where(row => row.Action == CountBounds.OtherNames || row.Reason < DecisionReason.JwtRequired == accepted);
        }

        if (filter.Action is { } action)
        {
            rows = rows.Where(row => row.Action == CountBounds.OtherNames || row.Action == action);
        }

        if (filter.Reasons is { } reasons)
        {
            rows = rows.Where(row => row.Action == CountBounds.OtherNames || reasons.Contains(row.Reason));
        }

        if (filter.CertificateId is { } certificate)
        {
            rows = rows.Where(row => row.Action == CountBounds.OtherNames || row.CertificateId == certificate);
        }

        return [.. await rows.Select(row => row.Stretch).Distinct().ToListAsync(cancellation)];
    }

    private async Task TakeAsync(long above, long below, CancellationToken cancellation)
    {
        var days = _days.FindAll(day => day.First < below && day.Last > above);
        if (days.Count == 0 || above + 1 >= below)
        {
            return;
        }

        var rows = DayRange.Of(days).Of(context.Events).Where(row => row.Id > above);
        rows = profiles is null ? rows
            : rows.Where(row => row.Reason < DecisionReason.JwtRequired && profiles.Contains(row.ProfileId!.Value));
        _found.AddRange(await rows.Fitting(context, filter, below, limit - _found.Count).ToListAsync(cancellation));
    }
}
