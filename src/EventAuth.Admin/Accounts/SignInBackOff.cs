namespace EventAuth.Admin.Accounts;

/// <summary>
/// Slows down guessing, by account and network: after a few failures each further one makes that e-mail wait from there, twice as long each
/// time, up to a minute. Never a lock: what strangers do elsewhere does not keep anybody from signing in where they did before. Only who
/// comes from a new place waits as well for an account that is being guessed at from many. The same for e-mails that have no account.
/// </summary>
internal sealed class SignInBackOff(TimeProvider time)
{
    /// <summary>How many attempts in a row from one network are looked at without a pause.</summary>
    public const int FreeFailures = 5;

    /// <summary>How many from all new places together.</summary>
    public const int FreeFailuresFromNewPlaces = 50;

    /// <summary>The longest pause.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly AttemptPauses _fromNetwork = new(time, FreeFailures, Longest);
    private readonly AttemptPauses _fromNewPlaces = new(time, FreeFailuresFromNewPlaces, Longest);

    /// <summary>
    /// Begins an attempt. It counts as failed until <see cref="Succeed"/> says otherwise, so that attempts at the same time cannot pass
    /// together. Gives how long to wait first; zero when the attempt may be looked at.
    /// </summary>
    /// <param name="email">As it was typed.</param>
    /// <param name="address">From where.</param>
    /// <param name="isUsualPlace">Whether the account was signed in from there before.</param>
    public TimeSpan Begin(string email, string address, bool isUsualPlace)
    {
        var here = KeyOf(email, address);
        lock (_lock)
        {
            var wait = _fromNetwork.WaitOf(here);
            if (!isUsualPlace && _fromNewPlaces.WaitOf(email) is var longer && longer > wait)
            {
                wait = longer;
            }

            if (wait > TimeSpan.Zero)
            {
                return wait;
            }

            _fromNetwork.Count(here);
            if (!isUsualPlace)
            {
                _fromNewPlaces.Count(email);
            }

            return TimeSpan.Zero;
        }
    }

    /// <summary>Forgets the failures from this network after a successful attempt.</summary>
    public void Succeed(string email, string address)
    {
        lock (_lock)
        {
            _fromNetwork.Forget(KeyOf(email, address));
        }
    }

    // A line break stands in neither.
    private static string KeyOf(string email, string address) => $"{ClientAddress.NetworkOf(address)}\n{email}";
}
