using EventAuth.Storage.Attempts;

namespace EventAuth.Admin.Accounts;

/// <summary>
/// The pauses that follow failures: some attempts are free, then each one makes the next wait twice as long. What is known of a key is the
/// number of its failures and the moment of the last one.
/// </summary>
/// <param name="free">How many attempts in a row are checked without a pause.</param>
/// <param name="longest">The longest pause.</param>
internal sealed class AttemptPauses(int free, TimeSpan longest)
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(15);

    /// <summary>How long to wait before the next attempt is checked; zero if it may be checked now.</summary>
    public TimeSpan WaitOf(AttemptFacts known, long now)
    {
        if (known.Values is not [var count, var last] || count < free)
        {
            return TimeSpan.Zero;
        }

        var wait = PauseAfter(count) - TimeSpan.FromMilliseconds(now - last);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>What is known after a further failure.</summary>
    public AttemptFacts Count(AttemptFacts known, long now) =>
        new([known.Values is [var count, _] ? count + 1 : 1, now], now + (long)(Forgotten + longest).TotalMilliseconds);

    private TimeSpan PauseAfter(long count) => TimeSpan.FromSeconds(Math.Min(longest.TotalSeconds, Math.Pow(2, count - free)));
}
