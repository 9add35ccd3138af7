namespace EventAuth.Admin.Accounts;

/// <summary>
/// Failures by any key, and the pauses that follow: some attempts are free, then each one makes the next wait twice as
/// long. Bounded in time and memory, and measured by a clock that cannot be set. Not thread-safe: its owner needs a
/// lock.
/// </summary>
/// <param name="free">How many attempts in a row are checked without a pause.</param>
internal sealed class AttemptPauses(TimeProvider time, int free, TimeSpan longest)
{
    private const int MaxTracked = 10_000;
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, Failures> _failures = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts an attempt as failed if it may be checked now; otherwise returns how long to wait.</summary>
    public TimeSpan Begin(string key)
    {
        var wait = WaitOf(key);
        if (wait == TimeSpan.Zero)
        {
            Count(key);
        }

        return wait;
    }

    /// <summary>How long to wait before the next attempt is checked; zero if it may be checked now.</summary>
    public TimeSpan WaitOf(string key)
    {
        var before = _failures.GetValueOrDefault(key);
        var wait = before.Count < free ? TimeSpan.Zero : PauseAfter(before.Count) - time.GetElapsedTime(before.At);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Counts an attempt as failed.</summary>
    public void Count(string key)
    {
        if (_failures.Count >= MaxTracked)
        {
            MakeRoom();
        }

        var before = _failures.GetValueOrDefault(key);
        var isForgotten = before.Count > 0 && time.GetElapsedTime(before.At) > Forgotten + longest;
        _failures[key] = new Failures(isForgotten ? 1 : before.Count + 1, time.GetTimestamp());
    }

    public void Forget(string key) => _failures.Remove(key);

    private TimeSpan PauseAfter(int count) => TimeSpan.FromSeconds(Math.Min(longest.TotalSeconds, Math.Pow(2, count - free)));

    private void MakeRoom()
    {
        foreach (var (key, _) in _failures.Where(failures => time.GetElapsedTime(failures.Value.At) > longest))
        {
            _failures.Remove(key);
        }

        // Very many at once are an attack on the memory, not people: it is better to forget all than to grow.
        if (_failures.Count >= MaxTracked)
        {
            _failures.Clear();
        }
    }

    private readonly record struct Failures(int Count, long At);
}
