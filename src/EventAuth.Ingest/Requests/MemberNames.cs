using System.Text.Json;

namespace EventAuth.Ingest.Requests;

/// <summary>
/// The names of the members of the objects that are open at one place of a body, to find duplicates.
/// They are sorted when their object ends: a hostile object of a hundred thousand names costs no more than its sort.
/// </summary>
internal sealed class MemberNames
{
    /// <summary>So many names open at once are kept room for between requests.</summary>
    private const int Usual = 64;

    /// <summary>Up to so many names are compared each with each, which is quicker than sorting and makes no garbage.</summary>
    private const int Few = 16;

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
        return names.Length <= Few ? AreDistinct(names) : AreDistinctSorted(names);
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
