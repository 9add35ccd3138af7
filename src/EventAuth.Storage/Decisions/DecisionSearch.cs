using System.Buffers.Binary;
using EventAuth.Core.Decisions;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Decisions;

/// <summary>
/// Finds the newest rows that fit a filter. What is frequent is found by looking through the newest rows; what is rare, by what the
/// stretches say is in them, so that a page takes about as long among ten million rows as among a thousand. Whoever sends very many kinds
/// of decisions can make the stretches say little: so for one page a bounded number of rows is read, and the next one goes on from there.
/// </summary>
internal sealed class DecisionSearch(EventAuthDbContext context, DecisionFilter filter)
{
    /// <summary>The contents of so many stretches are read at once.</summary>
    private const int StretchesAtOnce = 16;

    /// <summary>So many rows are read for one page.</summary>
    public const int MostLooked = 100_000;

    /// <summary>So much counts a look at what a stretch says is in it.</summary>
    private const int LookAtStretch = 100;

    /// <summary>What is frequent is found among so many.</summary>
    private const int Near = 4_096;

    private readonly List<EventRecord> _found = [];
    private readonly List<long> _places = [];
    private int _left = MostLooked;
    private long _reached;

    private bool IsSelective => filter is not { Accepted: null, Action: null, Reason: null, CertificateId: null };

    private bool FitsAll => !IsSelective && filter is { Since: null, Until: null };

    private bool IsDone(int limit) => _found.Count >= limit || _reached > 0;

    /// <summary>Rows below an id, newest first.</summary>
    /// <returns>The rows, and the id down to which all rows were read; 0 where that is all of them.</returns>
    public async Task<(IReadOnlyList<EventRecord> Rows, long Reached)> FindAsync(long below, int limit, CancellationToken cancellation)
    {
        await FindAllAsync(below, limit, cancellation);
        return (_found, _reached);
    }

    private async Task FindAllAsync(long below, int limit, CancellationToken cancellation)
    {
        var greatest = await context.Events.MaxAsync(row => (long?)row.Id, cancellation) ?? 0;
        var (above, end) = await new DecisionTimes(context).BoundsAsync(filter, Math.Min(below, greatest + 1), cancellation);
        if (!IsSelective)
        {
            await LookThroughAsync(above, end, limit, cancellation);
            return;
        }

        var stretches = await StretchesAsync(above, cancellation);
        await LookThroughAsync(Math.Max(above, stretches is [var last, ..] ? last.LastEvent : 0), end, limit, cancellation);

        // From the one that holds the end.
        var first = Math.Max(
            0, stretches.FindIndex(stretch => stretch.LastEvent + 1 < end) is var before and >= 0 ? before - 1 : stretches.Count - 1);
        for (; first < stretches.Count && stretches[first].LastEvent > above && !IsDone(limit); first += StretchesAtOnce)
        {
            await FindInAsync(stretches, first, above, end, limit, cancellation);
        }
    }

    // Those that reach above an id, the newest first, and the one before them, where they begin.
    private async Task<List<DecisionStretchRecord>> StretchesAsync(long above, CancellationToken cancellation)
    {
        var first = await context.DecisionStretches.Where(row => row.LastEvent <= above)
            .MaxAsync(row => (long?)row.Number, cancellation) ?? 0;
        return await context.DecisionStretches.AsNoTracking().Where(row => row.Number >= first)
            .OrderByDescending(row => row.Number).ToListAsync(cancellation);
    }

    private async Task FindInAsync(
        List<DecisionStretchRecord> stretches, int first, long above, long below, int limit, CancellationToken cancellation)
    {
        var end = Math.Min(first + StretchesAtOnce, stretches.Count);
        var contents = await ContentsAsync(stretches[end - 1].Number, stretches[first].Number, cancellation);
        for (var i = first; i < end && !IsDone(limit); i++)
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
            if (stretches[i].Indexed && !contents.Contains(stretches[i].Number))
            {
                continue;
            }

            if (stretches[i].Indexed && contents[stretches[i].Number].All(content => content.Places is not null))
            {
                _places.AddRange(contents[stretches[i].Number].SelectMany(content => ToIds(content.Places!, before))
                    .Where(id => id > above && id < below).OrderDescending());
                if (_found.Count + _places.Count >= limit)
                {
                    // Not all of them need to fit, or to be there still.
                    await TakePlacesAsync(limit, cancellation);
                }
            }
            else
            {
                await TakePlacesAsync(limit, cancellation);
                await LookThroughAsync(Math.Max(above, before), Math.Min(below, stretches[i].LastEvent + 1), limit, cancellation);
            }
        }

        await TakePlacesAsync(limit, cancellation);
    }

    private async Task<ILookup<long, StretchDecisionRecord>> ContentsAsync(long from, long to, CancellationToken cancellation)
    {
        var rows = context.StretchDecisions.AsNoTracking().Where(row => row.Stretch >= from && row.Stretch <= to);
        rows = filter.Accepted is { } accepted ? rows.Where(row => row.Reason < DecisionReason.JwtRequired == accepted) : rows;
        rows = filter.Action is { } action ? rows.Where(row => row.Action == action) : rows;
        rows = filter.Reason is { } reason ? rows.Where(row => row.Reason == reason) : rows;
        rows = filter.CertificateId is { } certificate ? rows.Where(row => row.CertificateId == certificate) : rows;
        return (await rows.ToListAsync(cancellation)).ToLookup(row => row.Stretch);
    }

    private async Task LookThroughAsync(long above, long below, int limit, CancellationToken cancellation)
    {
        if (FitsAll)
        {
            await TakeAsync(above, below, limit, cancellation);
            return;
        }

        var near = Math.Max(above, below - 1 - Near);
        await TakeAsync(near, below, limit, cancellation);
        if (near > above && !IsDone(limit))
        {
            await LookFartherAsync(above, near + 1, limit, cancellation);
        }
    }

    private async Task LookFartherAsync(long above, long below, int limit, CancellationToken cancellation)
    {
        // Rows and not ids: where rejections were deleted there are few rows.
        var left = Math.Max(0, _left);
        var bound = below - above <= left ? null : await context.Events.Where(row => row.Id > above && row.Id < below)
            .OrderByDescending(row => row.Id).Skip(left).Select(row => (long?)row.Id).FirstOrDefaultAsync(cancellation);
        await TakeAsync(bound ?? above, below, limit, cancellation);
        _left -= (int)Math.Min(below - above, left);
        if (bound is { } end && _found.Count < limit)
        {
            _reached = end + 1;
        }
    }

    private async Task TakeAsync(long above, long below, int limit, CancellationToken cancellation)
    {
        if (above + 1 < below && _found.Count < limit)
        {
            _found.AddRange(await context.Events.Where(row => row.Id > above && row.Id < below).Where(filter)
                .OrderByDescending(row => row.Id).Take(limit - _found.Count).WithoutContent().ToListAsync(cancellation));
        }
    }

    private async Task TakePlacesAsync(int limit, CancellationToken cancellation)
    {
        if (_places.Count > 0 && _found.Count < limit)
        {
            _found.AddRange(await context.Events.Where(row => _places.Contains(row.Id)).Where(filter)
                .OrderByDescending(row => row.Id).Take(limit - _found.Count).WithoutContent().ToListAsync(cancellation));
        }

        _places.Clear();
    }

    private static IEnumerable<long> ToIds(byte[] places, long before)
    {
        for (var i = 0; i + sizeof(ushort) <= places.Length; i += sizeof(ushort))
        {
            yield return before + BinaryPrimitives.ReadUInt16LittleEndian(places.AsSpan(i));
        }
    }
}
