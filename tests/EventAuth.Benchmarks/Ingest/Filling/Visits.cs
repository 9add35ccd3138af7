namespace EventAuth.Benchmarks.Ingest.Filling;

/// <summary>Which profile sent events when: each profile once, one after the other, then all of them at random; evenly over time.</summary>
/// <param name="Profiles">How many profiles.</param>
/// <param name="Events">How many events.</param>
/// <param name="First">The time of the first event, in milliseconds since 1970.</param>
/// <param name="Last">The time after the last one.</param>
internal sealed record Visits(int Profiles, int Events, long First, long Last)
{
    /// <summary>When an event was received, in milliseconds since 1970.</summary>
    public long TimeOf(int number) => First + (long)((double)number / Events * (Last - First));

    /// <summary>The profile of an event.</summary>
    public int ProfileOf(int number) => number < Profiles ? number : (int)((uint)Inputs.ProfileUuids.Of(number).GetHashCode() % (uint)Profiles);

    /// <summary>Its id: a time-ordered UUID of that time, like the product's ids for events without a salt.</summary>
    public byte[] EventIdOf(int number)
    {
        var id = Inputs.ProfileUuids.Of(-1L - number).ToByteArray(bigEndian: true);
        Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(TimeOf(number))).ToByteArray(bigEndian: true).AsSpan(0, 6).CopyTo(id);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        return id;
    }
}
