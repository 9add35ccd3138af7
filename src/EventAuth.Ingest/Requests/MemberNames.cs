using System.Buffers;
using System.Numerics;
using System.Text.Json;

namespace EventAuth.Ingest.Requests;

/// <summary>
/// The names of the members of the objects that are open at one place of a body, to find duplicates.
/// They are compared when their object ends: a hostile object of a hundred thousand names costs a few milliseconds.
/// </summary>
internal sealed class MemberNames
{
    /// <summary>So many names open at once are kept room for between requests.</summary>
    private const int Usual = 64;

    /// <summary>Up to so many names are compared each with each, which is quicker than anything else and makes no garbage.</summary>
    private const int Few = 16;

    /// <summary>So many steps a name the search in a table may take, on the average; chance needs two.</summary>
    private const int MostSteps = 16;

    private readonly int[] _starts = new int[RequestLimits.Depth];
    private MemberName[] _names = new MemberName[Usual];
    private ReadOnlyMemory<byte> _json;
    private int _count;
    private int _open;

    /// <summary>Begins with a value inside this text, forgetting what was before.</summary>
    public void Begin(ReadOnlyMemory<byte> json)
    {
        (_json, _count, _open) = (json, 0, 0);
        if (_names.Length > Usual)
        {
            _names = new MemberName[Usual];
        }
    }

    /// <summary>An object begins; at most <see cref="RequestLimits.Depth"/> may be open.</summary>
    public void Open() => _starts[_open++] = _count;

    /// <summary>The reader stands on a name of the object that was opened last.</summary>
    public void Add(ref Utf8JsonReader reader)
    {
        if (_count == _names.Length)
        {
            Array.Resize(ref _names, 2 * _names.Length);
        }

        // The quotation mark before the name is not part of it.
        _names[_count++] = reader.ValueIsEscaped
            ? new MemberName(Unescape(ref reader))
            : new MemberName(_json.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length));
    }

    /// <summary>The object that was opened last ends; false when two of its names are equal.</summary>
    public bool Close()
    {
        var start = _starts[--_open];
        var names = _names.AsSpan(start, _count - start);
        _count = start;
        return names.Length <= Few ? AreDistinct(names) : AreDistinctInTable(names) ?? AreDistinctSorted(names);
    }

    private static bool AreDistinct(ReadOnlySpan<MemberName> names)
    {
        for (var i = 1; i < names.Length; i++)
        {
            var name = names[i].Bytes.Span;
            for (var j = 0; j < i; j++)
            {
                if (names[j].Bytes.Span.SequenceEqual(name))
                {
                    return false;
                }
            }
        }

        return true;
    }

    // Null where the names were chosen to meet in the table, which takes a guess at this process's hashes: then they are sorted.
    private static bool? AreDistinctInTable(ReadOnlySpan<MemberName> names)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)names.Length * 2);
        var places = ArrayPool<int>.Shared.Rent(size);
        var hashes = ArrayPool<int>.Shared.Rent(names.Length);
        try
        {
            return AreDistinctInTable(names, places.AsSpan(0, size), hashes);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(places);
            ArrayPool<int>.Shared.Return(hashes);
        }
    }

    private static bool? AreDistinctInTable(ReadOnlySpan<MemberName> names, Span<int> places, Span<int> hashes)
    {
        places.Clear();
        var steps = (long)names.Length * MostSteps;
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[i].Bytes.Span;
            var hash = new HashCode();
            hash.AddBytes(name);
            hashes[i] = hash.ToHashCode();
            var place = hashes[i] & (places.Length - 1);
            for (; places[place] != 0; place = (place + 1) & (places.Length - 1))
            {
                var other = places[place] - 1;
                if (hashes[other] == hashes[i] && names[other].Bytes.Span.SequenceEqual(name))
                {
                    return false;
                }

                if (--steps < 0)
                {
                    return null;
                }
            }

            places[place] = i + 1;
        }

        return true;
    }

    private static bool AreDistinctSorted(Span<MemberName> names)
    {
        names.Sort(default(ShorterFirst));
        for (var i = 1; i < names.Length; i++)
        {
            if (names[i].Bytes.Span.SequenceEqual(names[i - 1].Bytes.Span))
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlyMemory<byte> Unescape(ref Utf8JsonReader reader)
    {
        var bytes = new byte[reader.ValueSpan.Length];
        return bytes.AsMemory(0, reader.CopyString(bytes));
    }

    /// <summary>A name without escapes.</summary>
    private readonly record struct MemberName(ReadOnlyMemory<byte> Bytes);

    /// <summary>Comparing the lengths first spares most comparisons of the bytes.</summary>
    private readonly struct ShorterFirst : IComparer<MemberName>
    {
        public int Compare(MemberName x, MemberName y) =>
            x.Bytes.Length != y.Bytes.Length
                ? x.Bytes.Length.CompareTo(y.Bytes.Length)
                : x.Bytes.Span.SequenceCompareTo(y.Bytes.Span);
    }
}
