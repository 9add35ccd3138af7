using EventAuth.Core.Limits;

namespace EventAuth.Core.Tokens;

/// <summary>An end of tokens.</summary>
/// <param name="Moment">Up to which moment they are ended, in milliseconds since 1970 as the clock was then.</param>
/// <param name="LearnedAt">When this process learned of it, as a timestamp of the clock.</param>
internal readonly record struct TokenEnd(long Moment, long LearnedAt)
{
    /// <summary>
    /// The moment by the current clock: never after this process learned of it, even if a clock that was ahead says so. While the clock is
    /// behind that is earlier than it was, and tokens in between are refused as not yet valid; when it is right again, so is this.
    /// </summary>
    public long MomentBy(TimeProvider time)
    {
        var learned = (time.GetUtcNow() - time.GetElapsedTime(LearnedAt)).ToUnixTimeMilliseconds();
        return Moment <= learned + ClockSteps.Tolerance.TotalMilliseconds ? Moment : learned;
    }
}
