using System.Collections.Concurrent;

namespace EventAuth.Admin.Accounts;

/// <summary>
/// Slows down guessing: after a few failures each further one makes that e-mail wait twice as long, up to a minute.
/// Never a hard lock, which a stranger could use to keep people out; and the same for e-mails that have no account.
/// </summary>
internal sealed class SignInBackOff(TimeProvider time)
{
    private const int FreeFailures = 5;
    private const int MaxTracked = 10_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, Failures> _failures = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long this e-mail has to wait before the next attempt; zero when it need not.</summary>
    public TimeSpan WaitOf(string email)
    {
        var wait = _failures.TryGetValue(email, out var failures) ? failures.Last + PauseAfter(failures.Count) - time.GetUtcNow() : TimeSpan.Zero;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Counts a failed attempt.</summary>
    public void Fail(string email)
    {
        var now = time.GetUtcNow();
        if (_failures.Count >= MaxTracked)
        {
            Forget(now);
        }

        _failures.AddOrUpdate(
            email,
            _ => new Failures(1, now),
            (_, before) => new Failures(now - before.Last > Forgotten ? 1 : before.Count + 1, now));
    }

    /// <summary>Forgets the failures after a successful attempt.</summary>
    public void Succeed(string email) => _failures.TryRemove(email, out _);

    private static TimeSpan PauseAfter(int count) => count < FreeFailures
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, count - FreeFailures)));

    private void Forget(DateTimeOffset now)
    {
        foreach (var (email, failures) in _failures)
        {
            if (now - failures.Last > Longest)
            {
                _failures.TryRemove(email, out _);
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
