namespace EventAuth.Admin.TwoFactor;

/// <summary>Codes of authenticator apps that were accepted recently: none is accepted twice (RFC 6238, section 5.2).</summary>
internal sealed class UsedCodes(TimeProvider time)
{
    // Longer than the framework accepts a code: two steps of 30 s before and after now, and the current one. By the clock that codes are
    // made by, and by one that cannot be set: a current code is still known if the clock was wrong in between, and one of a clock that was
    // ahead is still known when its time comes again.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Account, string Code), (DateTimeOffset Time, long At)> _used = [];

    /// <summary>Uses a code; false when it was used already.</summary>
    public bool TryUse(string account, string code)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            foreach (var (past, use) in _used)
            {
                if (now - use.Time > Remembered && time.GetElapsedTime(use.At) > Remembered)
                {
                    _used.Remove(past);
                }
            }

            return _used.TryAdd((account, code), (now, time.GetTimestamp()));
        }
    }
}
