namespace EventAuth.Admin.Accounts;

/// <summary>
/// Failures by whatever they are counted under, and the pauses that follow: some attempts are free, then each makes the next wait twice as
/// long. Bounded in time and memory. Not safe for two threads: who holds one of these holds a lock.
/// </summary>
/// <param name="free">How many attempts in a row are looked at without a pause.</param>
/// <param name="longest">The longest pause.</param>
internal sealed class AttemptPauses(int free, TimeSpan longest)
{
    private const int MaxTracked = 10_000;
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, Failures> _failures = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long to wait before the next attempt is looked at; zero when it may be now.</summary>
    public TimeSpan WaitOf(string key, DateTimeOffset now)
    {
        var before = _failures.GetValueOrDefault(key);
        var wait = before.Last + PauseAfter(before.Count) - now;
        return before.Count > 0 && wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Counts an attempt as failed.</summary>
    public void Count(string key, DateTimeOffset now)
    {
        if (_failures.Count >= MaxTracked)
        {
            MakeRoom(now);
        }

        var before = _failures.GetValueOrDefault(key);
        _failures[key] = new Failures(now - before.Last > Forgotten + longest ? 1 : before.Count + 1, now);
    }

    /// <summary>Forgets what was counted.</summary>
    public void Forget(string key) => _failures.Remove(key);

    private TimeSpan PauseAfter(int count) => count < free
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(longest.TotalSeconds, Math.Pow(2, count - free)));

    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (key, failures) in _failures)
        {
            if (now - failures.Last > longest)
            {
                _failures.Remove(key);
            }
        }

        // Many at once are an attack on the memory, not people: better to forget all than to grow.
        if (_failures.Count >= MaxTracked)
        {
            _failures.Clear();
        }
    }

    private readonly record struct Failures(int Count, DateTimeOffset Last);
}
