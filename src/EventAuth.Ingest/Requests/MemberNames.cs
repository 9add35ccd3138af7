using System.Buffers;
using System.Text.Json;

namespace EventAuth.Ingest.Requests;

/// <summary>
/// The names of the members of the objects that are open at one place of a body, to find duplicates.
/// They are sorted when their object ends: a hostile object of a hundred thousand names costs no more than its sort.
/// </summary>
internal sealed class MemberNames(ReadOnlyMemory<byte> json) : IDisposable
{
    private readonly int[] _starts = new int[RequestLimits.Depth];
    private MemberName[] _names = ArrayPool<MemberName>.Shared.Rent(32);
    private int _count;
    private int _open;

    /// <summary>Forgets all objects.</summary>
    public void Clear() => (_count, _open) = (0, 0);

    /// <summary>An object begins; at most <see cref="RequestLimits.Depth"/> may be open.</summary>
    public void Open() => _starts[_open++] = _count;

    /// <summary>The reader stands on a name of the object that was opened last.</summary>
    public void Add(ref Utf8JsonReader reader)
    {
        if (_count == _names.Length)
        {
            Grow();
        }

        // The quotation mark before the name is not part of it.
        _names[_count++] = reader.ValueIsEscaped
            ? new MemberName(Unescape(ref reader))
            : new MemberName(json.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length));
    }

    /// <summary>The object that was opened last ends; false when two of its names are equal.</summary>
    public bool Close()
    {
        var start = _starts[--_open];
        var names = _names.AsSpan(start, _count - start);
        _count = start;
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

    public void Dispose() => ArrayPool<MemberName>.Shared.Return(_names, clearArray: true);

    private static ReadOnlyMemory<byte> Unescape(ref Utf8JsonReader reader)
    {
        var bytes = new byte[reader.ValueSpan.Length];
        return bytes.AsMemory(0, reader.CopyString(bytes));
    }

    private void Grow()
    {
        var larger = ArrayPool<MemberName>.Shared.Rent(_names.Length * 2);
        _names.CopyTo(larger, 0);
        ArrayPool<MemberName>.Shared.Return(_names, clearArray: true);
        _names = larger;
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
