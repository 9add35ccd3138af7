namespace EventAuth.Admin.Accounts;

/// <summary>
/// Slows down the guessing of codes for an account whose password is known to whoever guesses. A code has a million forms and several are
/// right at a time, so the pauses grow long. The owner passes with a recovery code, which nobody guesses and which never has to wait.
/// </summary>
internal sealed class SecondStepBackOff(TimeProvider time)
{
    /// <summary>How many codes in a row are looked at without a pause.</summary>
    public const int FreeFailures = 5;

    /// <summary>The longest pause.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly AttemptPauses _pauses = new(time, FreeFailures, Longest);

    /// <summary>Begins an attempt, which counts as failed until <see cref="Succeed"/>. Gives the wait before it may be looked at.</summary>
    public TimeSpan Begin(string accountId)
    {
        lock (_lock)
        {
            var wait = _pauses.WaitOf(accountId);
            if (wait == TimeSpan.Zero)
            {
                _pauses.Count(accountId);
            }

            return wait;
        }
    }

    /// <summary>Forgets the failures after a right code.</summary>
    public void Succeed(string accountId)
    {
        lock (_lock)
        {
            _pauses.Forget(accountId);
        }
    }
}
