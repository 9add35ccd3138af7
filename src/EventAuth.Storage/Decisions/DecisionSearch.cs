using System.Buffers.Binary;
using EventAuth.Core.Decisions;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Decisions;

/// <summary>
/// Finds the newest rows that fit a filter. What is frequent is found by looking through the newest rows; what is rare, by what the stretches say is in
/// them, so that a page takes about as long among ten million rows as among a thousand.
/// </summary>
internal sealed class DecisionSearch(EventAuthDbContext context, DecisionFilter filter)
{
    /// <summary>The contents of so many stretches are read at once.</summary>
    private const int StretchesAtOnce = 128;

    private readonly List<EventRecord> _found = [];
    private readonly List<long> _places = [];

    private bool IsSelective => filter is not { Accepted: null, Action: null, Reason: null, CertificateId: null };

    /// <summary>Rows below an id, newest first.</summary>
    public async Task<IReadOnlyList<EventRecord>> FindAsync(long below, int limit, CancellationToken cancellation)
    {
        var (above, end) = await new DecisionTimes(context).BoundsAsync(filter, below, cancellation);
        if (!IsSelective)
        {
            await LookThroughAsync(above, end, limit, cancellation);
            return _found;
        }

        var stretches = await StretchesAsync(above, cancellation);
        await LookThroughAsync(Math.Max(above, stretches is [var last, ..] ? last.LastEvent : 0), end, limit, cancellation);
        for (var first = 0; first < stretches.Count && stretches[first].LastEvent > above && _found.Count < limit; first += StretchesAtOnce)
        {
            await FindInAsync(stretches, first, above, end, limit, cancellation);
        }

        return _found;
    }

    // Those that reach above an id, the newest first, and the one before them, where they begin.
    private async Task<List<DecisionStretchRecord>> StretchesAsync(long above, CancellationToken cancellation)
    {
        var first = await context.DecisionStretches.Where(row => row.LastEvent <= above).MaxAsync(row => (long?)row.Number, cancellation) ?? 0;
        return await context.DecisionStretches.AsNoTracking().Where(row => row.Number >= first).OrderByDescending(row => row.Number).ToListAsync(cancellation);
    }

    private async Task FindInAsync(List<DecisionStretchRecord> stretches, int first, long above, long below, int limit, CancellationToken cancellation)
    {
        var end = Math.Min(first + StretchesAtOnce, stretches.Count);
        var contents = await ContentsAsync(stretches[end - 1].Number, stretches[first].Number, cancellation);
        for (var i = first; i < end && _found.Count + _places.Count < limit; i++)
        {
            var before = i + 1 < stretches.Count ? stretches[i + 1].LastEvent : 0;
            if (before + 1 >= below || (stretches[i].Indexed && !contents.Contains(stretches[i].Number)))
            {
                continue;
            }

            if (stretches[i].Indexed && contents[stretches[i].Number].All(content => content.Places is not null))
            {
                _places.AddRange(contents[stretches[i].Number].SelectMany(content => ToIds(content.Places!, before)).Where(id => id > above && id < below).OrderDescending());
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
        if (above + 1 < below && _found.Count < limit)
        {
            _found.AddRange(await context.Events.AsNoTracking().Where(row => row.Id > above && row.Id < below).Where(filter)
                .OrderByDescending(row => row.Id).Take(limit - _found.Count).ToListAsync(cancellation));
        }
    }

    private async Task TakePlacesAsync(int limit, CancellationToken cancellation)
    {
        if (_places.Count > 0 && _found.Count < limit)
        {
            _found.AddRange(await context.Events.AsNoTracking().Where(row => _places.Contains(row.Id)).Where(filter)
                .OrderByDescending(row => row.Id).Take(limit - _found.Count).ToListAsync(cancellation));
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
