using System.Buffers;
using System.Numerics;

namespace EventAuth.Ingest.Buffers;

/// <summary>Bytes of one request or answer in a rented array that is returned on disposal. Nothing may use its memory longer.</summary>
internal sealed class PooledBuffer(int capacity = 1024) : IBufferWriter<byte>, IDisposable
{
    private const int LongestShared = 64 * 1024;
    private const int LongestKept = 1024 * 1024;
    private const int MostKept = 16;

    // The shared pool would keep hundreds of large arrays that were needed at the same time only once.
    private static readonly ArrayPool<byte> Large = ArrayPool<byte>.Create(LongestKept, MostKept);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public int Capacity => _bytes.Length;

    /// <summary>Its share of the memory that is limited for all; null for one without a limit.</summary>
    public BodyRoom? Room { get; set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>The same, to be changed in place.</summary>
    public Memory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Length);
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Empties it for the next request; space beyond this many bytes is given back.</summary>
    public void Clear(int keep)
    {
        Length = 0;
        if (_bytes.Length > keep)
        {
            Return();
            _bytes = ArrayPool<byte>.Shared.Rent(keep);
        }

        LeaveRoom();
    }

    /// <summary>Gives back its share of the memory that is limited for all.</summary>
    public void LeaveRoom()
    {
        Room?.Dispose();
        Room = null;
    }

    /// <summary>How many more bytes of memory it needs to write this many bytes; 0 if there is room for them.</summary>
    public int GrowthFor(int count) => _bytes.Length - Length >= count ? 0 : LargerFor(count) - _bytes.Length;

    public void Dispose()
    {
        Return();
        _bytes = [];
        Length = 0;
        LeaveRoom();
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - Length >= count)
        {
            return;
        }

        var length = LargerFor(count);
        var larger = (length > LongestShared ? Large : ArrayPool<byte>.Shared).Rent(length);
        Written.CopyTo(larger);
        Return();
        _bytes = larger;
    }

    private int LargerFor(int count) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(_bytes.Length * 2, Length + count));

    private void Return() => (_bytes.Length > LongestShared ? Large : ArrayPool<byte>.Shared).Return(_bytes);
}
