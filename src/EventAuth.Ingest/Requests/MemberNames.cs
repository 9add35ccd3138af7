using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using EventAuth.Core.Json;
using EventAuth.Ingest.Limits;

namespace EventAuth.Ingest.Requests;

/// <summary>
/// The names of the members of the objects that are open at one place of a text, to find duplicates.
/// They are compared when their object ends: a hostile object of a hundred thousand names costs a few milliseconds.
/// </summary>
internal sealed class MemberNames
{
    /// <summary>How many open names memory is kept for between requests.</summary>
    private const int Usual = 256;

    /// <summary>How many bytes of names with escapes memory is kept for.</summary>
    private const int UsualUnescaped = 1_024;

    /// <summary>Up to this many names are compared each with each, which is quicker than anything else and makes no garbage.</summary>
    private const int Few = 16;

    /// <summary>Spreads names that differ only in an unpaired last byte over the table.</summary>
    private const int LastByteFactor = 0x2545_F491;

    /// <summary>The answer if no name occurs twice.</summary>
    private const int None = -1;

    private readonly int[] _starts = new int[RequestLimits.Depth];
    private ArrayBufferWriter<byte> _unescaped = new(UsualUnescaped);
    private MemberName[] _names = new MemberName[Usual];
    private int _count;
    private int _open;

    /// <summary>Forgets what was before.</summary>
    public void Clear()
    {
        (_count, _open) = (0, 0);
        if (_names.Length > Usual)
        {
            _names = new MemberName[Usual];
        }

        if (_unescaped.WrittenCount > 0)
        {
            _unescaped.ResetWrittenCount();
            _unescaped = _unescaped.Capacity > UsualUnescaped ? new(UsualUnescaped) : _unescaped;
        }
    }

    /// <summary>An object starts; at most <see cref="RequestLimits.Depth"/> may be open.</summary>
    public void Open() => _starts[_open++] = _count;

    /// <summary>Adds a name to the object that was opened last.</summary>
    /// <param name="start">Where it starts, after the quotation mark.</param>
    /// <param name="hasEscapes">Whether it has escapes; their surrogates are whole (<see cref="JsonEscapes.AreText"/>).</param>
    /// <param name="length">Its length there, in bytes.</param>
    public void Add(ReadOnlySpan<byte> json, int start, int length, bool hasEscapes)
    {
        if (_count == _names.Length)
        {
            Array.Resize(ref _names, 2 * _names.Length);
        }

        _names[_count++] = hasEscapes
            ? Unescape(json.Slice(start, length), start)
            : new MemberName(start, length, start, IsUnescaped: false);
    }

    /// <summary>The object that was opened last ends; returns where a name occurs in it for the second time, or null.</summary>
    public int? Close(ReadOnlySpan<byte> json)
    {
        var start = _starts[--_open];
        var names = _names.AsSpan(start, _count - start);
        _count = start;
        var twice = names.Length <= Few ? FindTwice(names, json) : FindTwiceInTable(names, json);
        return twice == None ? null : names[twice].At - 1;
    }

    private int FindTwice(ReadOnlySpan<MemberName> names, ReadOnlySpan<byte> json)
    {
        for (var i = 1; i < names.Length; i++)
        {
            var name = TextOf(names[i], json);
            for (var j = 0; j < i; j++)
            {
                if (names[j].Length == name.Length && TextOf(names[j], json).SequenceEqual(name))
                {
                    return i;
                }
            }
        }

        return None;
    }

    private int FindTwiceInTable(ReadOnlySpan<MemberName> names, ReadOnlySpan<byte> json)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)names.Length * 2);
        var places = ArrayPool<int>.Shared.Rent(size);
        var hashes = ArrayPool<int>.Shared.Rent(names.Length);
        places.AsSpan(0, size).Clear();
        var twice = None;
        for (var i = 0; i < names.Length && twice == None; i++)
        {
            var name = TextOf(names[i], json);
            hashes[i] = Hash(name);
            var place = hashes[i] & (size - 1);
            for (; places[place] != 0 && twice == None; place = (place + 1) & (size - 1))
            {
                var other = places[place] - 1;
                twice = hashes[other] == hashes[i] && TextOf(names[other], json).SequenceEqual(name) ? i : None;
            }

            places[place] = i + 1;
        }

        ArrayPool<int>.Shared.Return(places);
        ArrayPool<int>.Shared.Return(hashes);
        return twice;
    }

    // As the framework hashes strings, with a secret of the process: nobody can choose names that collide in the table.
    private static int Hash(ReadOnlySpan<byte> name)
    {
        var pairs = string.GetHashCode(MemoryMarshal.Cast<byte, char>(name), StringComparison.Ordinal);
        return name.Length % 2 == 0 ? pairs : pairs ^ ((name[^1] + 1) * LastByteFactor);
    }

    private ReadOnlySpan<byte> TextOf(MemberName name, ReadOnlySpan<byte> json) =>
        (name.IsUnescaped ? _unescaped.WrittenSpan : json).Slice(name.Start, name.Length);

    private MemberName Unescape(ReadOnlySpan<byte> escaped, int at)
    {
        var start = _unescaped.WrittenCount;
        var length = JsonEscapes.Resolve(escaped, _unescaped.GetSpan(escaped.Length));
        _unescaped.Advance(length);
        return new MemberName(start, length, at, IsUnescaped: true);
    }

    /// <summary>Where a name is: in the text, or among those with resolved escapes; and where it was written.</summary>
    private readonly record struct MemberName(int Start, int Length, int At, bool IsUnescaped);
}
