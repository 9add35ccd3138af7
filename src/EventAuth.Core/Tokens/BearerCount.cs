namespace EventAuth.Core.Tokens;

/// <summary>
/// The valid tokens without a key that this process was sent while it accepts these beside proven ones: somebody who is about to require
/// proofs waits until none comes.
/// </summary>
public sealed class BearerCount
{
    private long _requests;
    private long _lastAt;

    /// <summary>How many requests had one, since the process started.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>When the last one came, in UTC; null if none did.</summary>
    public DateTimeOffset? LastAt => Interlocked.Read(ref _lastAt) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Counts a request.</summary>
    public void Add(DateTimeOffset now)
    {
        Interlocked.Exchange(ref _lastAt, now.UtcTicks);
        Interlocked.Increment(ref _requests);
    }
}
