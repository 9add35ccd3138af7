namespace EventAuth.Core.Decisions.Counts;

/// <summary>How many events were accepted and rejected in each of the last seconds, for people who watch. Kept in memory only.</summary>
public sealed class DecisionPulse(TimeProvider time)
{
    /// <summary>How many seconds are remembered.</summary>
    public const int Seconds = 60;

    private readonly Lock _gate = new();
    private readonly Beat[] _beats = new Beat[Seconds];

    /// <summary>Counts events that were decided now.</summary>
    public void Add(int accepted, int rejected)
    {
        var second = time.GetUtcNow().ToUnixTimeSeconds();
        lock (_gate)
        {
            ref var beat = ref _beats[PlaceOf(second)];
            beat = beat.Second == second
                ? beat with { Accepted = beat.Accepted + accepted, Rejected = beat.Rejected + rejected }
                : new Beat(second, accepted, rejected);
        }
    }

    /// <summary>The last seconds, the oldest first; the last one is the current one, not over yet.</summary>
    public IReadOnlyList<Beat> Read()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        lock (_gate)
        {
            return [.. Enumerable.Range(0, Seconds).Select(back => now - Seconds + 1 + back).Select(second =>
                _beats[PlaceOf(second)] is { } beat && beat.Second == second ? beat : new Beat(second, 0, 0))];
        }
    }

    // If the clock is set before 1970, seconds are negative.
    private static int PlaceOf(long second) => (int)(((second % Seconds) + Seconds) % Seconds);

    /// <summary>One second.</summary>
    /// <param name="Second">Which, in seconds since 1970.</param>
    public readonly record struct Beat(long Second, long Accepted, long Rejected);
}
