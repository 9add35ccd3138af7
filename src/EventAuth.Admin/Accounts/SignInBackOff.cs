namespace EventAuth.Admin.Accounts;

/// <summary>
/// Slows down guessing: after a few failures each further one makes that e-mail wait twice as long, up to a minute.
/// Never a hard lock, which a stranger could use to keep people out; and the same for e-mails that have no account.
/// </summary>
internal sealed class SignInBackOff(TimeProvider time)
{
    /// <summary>How many attempts in a row are looked at without a pause.</summary>
    public const int FreeFailures = 5;

    private const int MaxTracked = 10_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Failures> _failures = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Begins an attempt. It counts as failed until <see cref="Succeed"/> says otherwise, so that attempts at the same time cannot pass
    /// together. Gives how long this e-mail has to wait first; zero when the attempt may be looked at.
    /// </summary>
    public TimeSpan Begin(string email)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var before = _failures.GetValueOrDefault(email);
            var wait = before.Last + PauseAfter(before.Count) - now;
            if (before.Count > 0 && wait > TimeSpan.Zero)
            {
                return wait;
            }

            if (_failures.Count >= MaxTracked)
            {
                Forget(now);
            }

            _failures[email] = new Failures(now - before.Last > Forgotten ? 1 : before.Count + 1, now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>Forgets the failures after a successful attempt.</summary>
    public void Succeed(string email)
    {
        lock (_lock)
        {
            _failures.Remove(email);
        }
    }

    private static TimeSpan PauseAfter(int count) => count < FreeFailures
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, count - FreeFailures)));

    private void Forget(DateTimeOffset now)
    {
        foreach (var (email, failures) in _failures)
        {
            if (now - failures.Last > Longest)
            {
                _failures.Remove(email);
            }
        }

        // Many e-mails at once are an attack on the memory, not people: better to forget all than to grow.
        if (_failures.Count >= MaxTracked)
        {
            _failures.Clear();
        }
    }

    private readonly record struct Failures(int Count, DateTimeOffset Last);
}
