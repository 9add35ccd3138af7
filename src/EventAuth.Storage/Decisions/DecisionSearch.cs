using System.Buffers.Binary;

namespace EventAuth.Storage.Decisions;

/// <summary>
/// Finds the newest rows that match a filter. What is frequent is found by searching the newest rows; what is rare, by the index of
/// the segments, so that a page takes about as long among ten million rows as among a thousand. Senders of very many kinds
/// of decisions can make that index less useful: so one page reads a bounded number of rows, and the next one goes on from there.
/// </summary>
internal sealed class DecisionSearch(EventAuthDbContext context, DecisionFilter filter, int limit)
{
    private const int StretchesAtOnce = 16;

    private const int MostLooked = 100_000;

    /// <summary>The cost of a look at the index of a segment, in rows.</summary>
    private const int LookAtStretch = 100;

    /// <summary>What is frequent is found among this many rows.</summary>
    private const int Near = 4_096;

    private readonly List<DecisionRecord> _found = [];
    private readonly List<long> _places = [];
    private int _left = MostLooked;
    private long _reached;

    private bool IsSelective => filter is not { Accepted: null, Action: null, Reasons: null, CertificateId: null };

    private bool IsTimed => filter is not { Since: null, Until: null };

    private bool IsDone => _found.Count >= limit || _reached > 0;

    /// <summary>Rows below an id, newest first.</summary>
    /// <returns>The rows, and the id down to which all rows were read; 0 if that is all of them.</returns>
    public async Task<(IReadOnlyList<DecisionRecord> Rows, long Reached)> FindAsync(long below, CancellationToken cancellation)
    {
        var last = await context.Events.MaxAsync(row => (long?)row.Id, cancellation) ?? 0;
        var (above, end) = await new DecisionTimes(context, filter).BoundsAsync(Math.Min(below, last + 1), last, cancellation);
        var stretches = IsSelective ? await StretchesAsync(above, cancellation) : [];
        await LookThroughAsync(Math.Max(above, stretches is [var newest, ..] ? newest.LastEvent : 0), end, cancellation);

        // From the segment that contains the end.
        var first = Math.Max(
            0, stretches.FindIndex(stretch => stretch.LastEvent + 1 < end) is var before and >= 0 ? before - 1 : stretches.Count - 1);
        for (; first < stretches.Count && stretches[first].LastEvent > above && !IsDone; first += StretchesAtOnce)
        {
            await FindInAsync(stretches, first, above, end, cancellation);
        }

        return (_found, _reached);
    }

    // The segments that reach above an id, the newest first, and the one before them, after which they begin.
    private async Task<List<DecisionStretchRecord>> StretchesAsync(long above, CancellationToken cancellation)
    {
        var first = await context.DecisionStretches.Where(row => row.LastEvent <= above)
            .MaxAsync(row => (long?)row.Number, cancellation) ?? 0;
        return await context.DecisionStretches.AsNoTracking().Where(row => row.Number >= first)
            .OrderByDescending(row => row.Number).ToListAsync(cancellation);
    }

    private async Task FindInAsync(List<DecisionStretchRecord> stretches, int first, long above, long below, CancellationToken cancellation)
    {
        var end = Math.Min(first + StretchesAtOnce, stretches.Count);
        var contents = await ContentsAsync(stretches[end - 1].Number, stretches[first].Number, cancellation);
        for (var i = first; i < end && !IsDone; i++)
        {
            var before = i + 1 < stretches.Count ? stretches[i + 1].LastEvent : 0;
            if (before + 1 >= below)
            {
                continue;
            }

            if (_left <= 0)
            {
                _reached = Math.Min(below, stretches[i].LastEvent + 1);
                break;
            }

            _left -= LookAtStretch;
            if (stretches[i].Indexed && contents[stretches[i].Number].All(content => content.Places is not null))
            {
                _places.AddRange(contents[stretches[i].Number].SelectMany(content => ToIds(content.Places!, before))
                    .Where(id => id > above && id < below).OrderDescending());
                if (_found.Count + _places.Count >= limit)
                {
                    // Not all of them must match, or still exist.
                    await TakePlacesAsync(cancellation);
                }
            }
            else
            {
                await TakePlacesAsync(cancellation);
                await LookThroughAsync(Math.Max(above, before), Math.Min(below, stretches[i].LastEvent + 1), cancellation);
            }
        }

        await TakePlacesAsync(cancellation);
    }

    private async Task<ILookup<long, StretchDecisionRecord>> ContentsAsync(long from, long to, CancellationToken cancellation)
    {
        var rows = context.StretchDecisions.AsNoTracking().Where(row => row.Stretch >= from && row.Stretch <= to);
        rows = filter.Accepted is { } accepted ? rows.Where(row => row.Reason < DecisionReason.JwtRequired == accepted) : rows;
        rows = filter.Action is { } action ? rows.Where(row => row.Action == action) : rows;
        rows = filter.Reasons is { } reasons ? rows.Where(row => reasons.Contains(row.Reason)) : rows;
        rows = filter.CertificateId is { } certificate ? rows.Where(row => row.CertificateId == certificate) : rows;
        return (await rows.ToListAsync(cancellation)).ToLookup(row => row.Stretch);
    }

    private async Task LookThroughAsync(long above, long below, CancellationToken cancellation)
    {
        var near = IsSelective || IsTimed ? Math.Max(above, below - 1 - Near) : above;
        await TakeAsync(near, below, cancellation);
        if (near == above || IsDone)
        {
            return;
        }

        // Rows and not ids: after rejections were deleted there are few rows.
        below = near + 1;
        var left = Math.Max(0, _left);
        var bound = below - above <= left ? null : await context.Events.Where(row => row.Id > above && row.Id < below)
            .OrderByDescending(row => row.Id).Skip(left).Select(row => (long?)row.Id).FirstOrDefaultAsync(cancellation);
        await TakeAsync(bound ?? above, below, cancellation);
        _left -= (int)Math.Min(below - above, left);
        if (bound is { } end && _found.Count < limit)
        {
            _reached = end + 1;
        }
    }

    private Task TakeAsync(long above, long below, CancellationToken cancellation) => above + 1 < below
        ? TakeAsync(context.Events.Where(row => row.Id > above && row.Id < below), cancellation)
        : Task.CompletedTask;

    private async Task TakePlacesAsync(CancellationToken cancellation)
    {
        if (_places.Count > 0)
        {
            await TakeAsync(context.Events.Where(row => _places.Contains(row.Id)), cancellation);
            _places.Clear();
        }
    }

    private async Task TakeAsync(IQueryable<EventRecord> rows, CancellationToken cancellation)
    {
        if (_found.Count < limit)
        {
            _found.AddRange(await rows.Where(filter).OrderByDescending(row => row.Id)
                .Take(limit - _found.Count).ToRecords(context).ToListAsync(cancellation));
        }
    }

    private static IEnumerable<long> ToIds(byte[] places, long before)
    {
        for (var i = 0; i + sizeof(ushort) <= places.Length; i += sizeof(ushort))
        {
            yield return before + BinaryPrimitives.ReadUInt16LittleEndian(places.AsSpan(i));
        }
    }
}
