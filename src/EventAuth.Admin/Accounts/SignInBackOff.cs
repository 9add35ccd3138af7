namespace EventAuth.Admin.Accounts;

/// <summary>
/// Slows down guessing, by account and network: after a few failures each further one makes that e-mail wait there, twice as long each
/// time, up to a minute. Never a lock: what others do elsewhere keeps nobody from signing in where they did before. Only somebody who
/// comes from a new place also waits if an account is being guessed from many places. The same for e-mails that have no account.
/// Also slows down guessing codes, by account, because a guesser of those knows the password. A code has a million values and several
/// are valid at a time, so these pauses get long. The owner can use a recovery code, which cannot be guessed and never has to wait.
/// </summary>
internal sealed class SignInBackOff(TimeProvider time)
{
    /// <summary>How many attempts in a row from one network, and how many codes of an account, are checked without a pause.</summary>
    public const int FreeFailures = 5;

    /// <summary>How many attempts from all new places together.</summary>
    public const int FreeFailuresFromNewPlaces = 50;

    /// <summary>The longest pause after attempts to sign in.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>The longest pause after codes.</summary>
    public static readonly TimeSpan LongestOfCodes = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly AttemptPauses _fromNetwork = new(time, FreeFailures, Longest);
    private readonly AttemptPauses _fromNewPlaces = new(time, FreeFailuresFromNewPlaces, Longest);
    private readonly AttemptPauses _codes = new(time, FreeFailures, LongestOfCodes);

    /// <summary>
    /// Begins an attempt. It counts as failed until <see cref="Succeed"/> is called, so that attempts at the same time cannot pass
    /// together. Returns how long to wait first; zero if the attempt may be checked.
    /// </summary>
    /// <param name="isUsualPlace">Whether the account signed in from this place before.</param>
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

    /// <summary>Begins an attempt with a code, which counts as failed until <see cref="SucceedCode"/>. Returns the wait.</summary>
    public TimeSpan BeginCode(string accountId)
    {
        lock (_lock)
        {
            return _codes.Begin(accountId);
        }
    }

    /// <summary>Forgets the failures after a right code.</summary>
    public void SucceedCode(string accountId)
    {
        lock (_lock)
        {
            _codes.Forget(accountId);
        }
    }

    // Neither contains a line break.
    private static string KeyOf(string email, string address) => $"{ClientAddress.NetworkOf(address)}\n{email}";
}
