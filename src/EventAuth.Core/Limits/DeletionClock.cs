namespace EventAuth.Core.Limits;

/// <summary>
/// The time by which old data is deleted: what a wrong clock deletes is lost. A clock that jumps ahead is followed
/// only after it has stayed ahead for a while, and until then this one goes on from where it was; one that is set back is followed at once.
/// </summary>
/// <param name="patience">How long it must have stayed ahead.</param>
public sealed class DeletionClock(TimeProvider time, TimeSpan patience)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _followed = time.GetUtcNow();
    private long _followedAt = time.GetTimestamp();
    private long? _aheadSince;

    /// <summary>The time. Read it regularly, at least as often as something is deleted.</summary>
    public DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            var (now, at) = (time.GetUtcNow(), time.GetTimestamp());
            var expected = _followed + time.GetElapsedTime(_followedAt, at);
            if (now > expected + ClockSteps.Tolerance)
            {
                _aheadSince ??= at;
                if (time.GetElapsedTime(_aheadSince.Value, at) < patience)
                {
                    return expected;
                }
            }

            (_followed, _followedAt, _aheadSince) = (now, at, null);
            return now;
        }
    }
}

/// <summary>How far clocks are corrected while a program runs.</summary>
public static class ClockSteps
{
    /// <summary>Usual corrections are smaller. A time further ahead was recorded by a wrong clock, or the clock is wrong now.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
}
