using EventAuth.Storage.Attempts;

namespace EventAuth.Admin.TwoFactor;

/// <summary>
/// Codes of authenticator apps that were accepted: none is accepted twice (RFC 6238, section 5.2), by whatever process of the installation.
/// </summary>
internal sealed class UsedCodes(IAttemptMemory memory, TimeProvider time)
{
    // Longer than the framework accepts a code: two steps of 30 s before and after now, and the current one. By the clock that codes are
    // made by, and by the memory's: a current code is still known if the clock was wrong in between, and one of a clock that was ahead is
    // still known when its time comes again.
    private static readonly TimeSpan Refused = TimeSpan.FromMinutes(5);

    /// <summary>How far a clock may have been ahead.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(31);

    /// <summary>Uses a code; false when it was used already.</summary>
    public Task<bool> TryUseAsync(string account, string code, CancellationToken cancellation)
    {
        var moment = time.GetUtcNow().ToUnixTimeMilliseconds();
        return memory.ChangeAsync(
            [new AttemptKey(AttemptKind.UsedCode, $"{account}\n{code}")],
            (now, known) =>
            {
                if (known[0].Values is [var usedAt, var at] && (IsRecent(moment - usedAt) || IsRecent(now - at)))
                {
                    return false;
                }

                known[0] = new AttemptFacts([moment, now], now + (long)Remembered.TotalMilliseconds);
                return true;
            },
            cancellation);
    }

    // What is still to come counts, too.
    private static bool IsRecent(long milliseconds) => milliseconds <= Refused.TotalMilliseconds;
}
