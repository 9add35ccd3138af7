namespace EventAuth.Benchmarks.Ingest.Inputs;

/// <summary>A uuid for each number, the same in every run, spread as random ones are.</summary>
internal static class ProfileUuids
{
    /// <summary>A version 4 UUID (RFC 9562, section 5.4) that follows from a number.</summary>
    public static Guid Of(long number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Mix((ulong)number * 2));
        BitConverter.TryWriteBytes(bytes[8..], Mix(((ulong)number * 2) + 1));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    // The finalizer of SplitMix64: each bit of the number moves every bit of the result.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
