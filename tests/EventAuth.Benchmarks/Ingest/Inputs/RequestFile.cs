using System.Buffers.Binary;

namespace EventAuth.Benchmarks.Ingest.Inputs;

/// <summary>A file of complete requests in slots of one size: 8 bytes (the length), then the request. Load generators map it.</summary>
/// <param name="Path">The file.</param>
/// <param name="SlotLength">Bytes of a slot.</param>
/// <param name="Slots">How many.</param>
internal sealed record RequestFile(string Path, int SlotLength, int Slots)
{
    private const int LengthLength = 8;

    /// <summary>Opens the stored file, or creates it. An incomplete one is never kept.</summary>
    /// <param name="path">The file.</param>
    /// <param name="slotLength">Bytes of a slot; a longer request is an error.</param>
    /// <param name="slots">How many.</param>
    /// <param name="request">The request of a slot; may be called on any thread.</param>
    public static RequestFile OpenOrMake(string path, int slotLength, int slots, Func<int, byte[]> request)
    {
        var file = new RequestFile(path, slotLength, slots);
        if (!File.Exists(path))
        {
            file.Write(path + ".part", request);
            File.Move(path + ".part", path);
        }

        return file;
    }

    /// <summary>Reads one request.</summary>
    public byte[] Read(int slot)
    {
        using var handle = File.OpenHandle(Path);
        var bytes = new byte[SlotLength];
        RandomAccess.Read(handle, bytes, (long)slot * SlotLength);
        return bytes[LengthLength..(LengthLength + BinaryPrimitives.ReadInt32LittleEndian(bytes))];
    }

    private void Write(string path, Func<int, byte[]> request)
    {
        const int portion = 4_096;
        using var handle = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        for (var first = 0; first < Slots; first += portion)
        {
            var start = first;
            var count = Math.Min(portion, Slots - first);
            var bytes = new byte[(long)count * SlotLength];
            Parallel.For(0, count, i =>
            {
                var text = request(start + i);
                var slot = bytes.AsSpan(i * SlotLength, SlotLength);
                BinaryPrimitives.WriteInt32LittleEndian(slot, text.Length);
                text.CopyTo(slot[LengthLength..]);
            });
            RandomAccess.Write(handle, bytes, (long)first * SlotLength);
        }
    }
}
