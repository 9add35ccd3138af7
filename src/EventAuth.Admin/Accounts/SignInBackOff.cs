using EventAuth.Storage.Attempts;

namespace EventAuth.Admin.Accounts;

/// <summary>
/// Slows down guessing, by account and network: after a few failures each further one makes that e-mail wait there, twice as long each
/// time, up to a minute. Never a lock: what others do elsewhere keeps nobody from signing in where they did before. Only somebody who
/// comes from a new place also waits if an account is being guessed from many places. The same for e-mails that have no account.
/// Also slows down guessing codes, by account, because a guesser of those knows the password. A code has a million values and several
/// are valid at a time, so these pauses get long. The owner can use a recovery code, which cannot be guessed and never has to wait.
/// All of it holds over all processes of the installation.
/// </summary>
internal sealed class SignInBackOff(IAttemptMemory memory)
{
    /// <summary>How many attempts in a row from one network, and how many codes of an account, are checked without a pause.</summary>
    public const int FreeFailures = 5;

    /// <summary>How many attempts from all new places together.</summary>
    public const int FreeFailuresFromNewPlaces = 50;

    /// <summary>The longest pause after attempts to sign in.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>The longest pause after codes.</summary>
    public static readonly TimeSpan LongestOfCodes = TimeSpan.FromMinutes(15);

    private static readonly AttemptPauses FromNetwork = new(FreeFailures, Longest);
    private static readonly AttemptPauses FromNewPlaces = new(FreeFailuresFromNewPlaces, Longest);
    private static readonly AttemptPauses Codes = new(FreeFailures, LongestOfCodes);

    /// <summary>
    /// Begins an attempt. It counts as failed until <see cref="SucceedAsync"/> is called, so that attempts at the same time cannot pass
    /// together. Returns how long to wait first; zero if the attempt may be checked.
    /// </summary>
    /// <param name="email">Whose password is tried.</param>
    /// <param name="address">From where.</param>
    /// <param name="isUsualPlace">Whether the account signed in from this place before.</param>
    /// <param name="cancellation">Ends the wait for the database.</param>
    public Task<TimeSpan> BeginAsync(string email, string address, bool isUsualPlace, CancellationToken cancellation)
    {
        var here = KeyOf(email, address);
        return isUsualPlace
            ? BeginAsync([here], [FromNetwork], cancellation)
            : BeginAsync(
                [here, new AttemptKey(AttemptKind.PasswordFromNewPlaces, email.ToUpperInvariant())],
                [FromNetwork, FromNewPlaces],
                cancellation);
    }

    /// <summary>Forgets the failures from this network after a successful attempt.</summary>
    public Task SucceedAsync(string email, string address, CancellationToken cancellation) =>
        ForgetAsync(KeyOf(email, address), cancellation);

    /// <summary>Begins an attempt with a code, which counts as failed until <see cref="SucceedCodeAsync"/>. Returns the wait.</summary>
    public Task<TimeSpan> BeginCodeAsync(string accountId, CancellationToken cancellation) =>
        BeginAsync([CodeOf(accountId)], [Codes], cancellation);

    /// <summary>Forgets the failures after a right code.</summary>
    public Task SucceedCodeAsync(string accountId, CancellationToken cancellation) => ForgetAsync(CodeOf(accountId), cancellation);

    // Counts for all of the keys, or for none of them if one has to wait.
    private Task<TimeSpan> BeginAsync(AttemptKey[] keys, AttemptPauses[] pauses, CancellationToken cancellation) => memory.ChangeAsync(
        keys,
        (now, known) =>
        {
            var wait = pauses.Zip(known, (pause, facts) => pause.WaitOf(facts, now)).Max();
            for (var i = 0; wait == TimeSpan.Zero && i < known.Length; i++)
            {
                known[i] = pauses[i].Count(known[i], now);
            }

            return wait;
        },
        cancellation);

    private Task<AttemptFacts> ForgetAsync(AttemptKey key, CancellationToken cancellation) =>
        memory.ChangeAsync([key], (_, known) => known[0] = AttemptFacts.None, cancellation);

    private static AttemptKey CodeOf(string accountId) => new(AttemptKind.Code, accountId);

    // Neither contains a line break.
    private static AttemptKey KeyOf(string email, string address) =>
        new(AttemptKind.PasswordFromNetwork, $"{ClientAddress.NetworkOf(address)}\n{email.ToUpperInvariant()}");
}
