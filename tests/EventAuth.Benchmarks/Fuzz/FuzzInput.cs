namespace EventAuth.Benchmarks.Fuzz;

/// <summary>Room for one input, used for one after another.</summary>
/// <param name="capacity">The most bytes an input can have.</param>
internal sealed class FuzzInput(int capacity)
{
    private readonly byte[] _bytes = new byte[capacity];
    private readonly byte[] _moved = new byte[capacity];

    public int Length { get; private set; }

    /// <summary>How many more bytes fit.</summary>
    public int Room => capacity - Length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>The bytes, to be changed in place.</summary>
    public Span<byte> Writable => _bytes.AsSpan(0, Length);

    /// <summary>Starts with these bytes, or as many as there is room for.</summary>
    public void Begin(ReadOnlySpan<byte> bytes)
    {
        Length = Math.Min(bytes.Length, capacity);
        bytes[..Length].CopyTo(_bytes);
    }

    /// <summary>Inserts bytes, or as many as there is room for.</summary>
    public void Insert(int at, ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(bytes.Length, capacity - Length);
        bytes[..count].CopyTo(_moved);
        _bytes.AsSpan(at, Length - at).CopyTo(_bytes.AsSpan(at + count));
        _moved.AsSpan(0, count).CopyTo(_bytes.AsSpan(at));
        Length += count;
    }

    public void Remove(int at, int count)
    {
        _bytes.AsSpan(at + count, Length - at - count).CopyTo(_bytes.AsSpan(at));
        Length -= count;
    }
}
