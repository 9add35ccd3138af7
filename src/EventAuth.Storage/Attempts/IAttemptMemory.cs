namespace EventAuth.Storage.Attempts;

/// <summary>
/// What is known of earlier attempts to get in, so that a limit holds however many processes there are. Kept for minutes, and for codes
/// that were used for days; keys are stored as hashes only.
/// </summary>
public interface IAttemptMemory
{
    /// <summary>Whether other processes see the same.</summary>
    bool IsShared { get; }

    /// <summary>
    /// Changes what is known of some keys; nobody else changes it at the same time.
    /// </summary>
    /// <param name="keys">Which; each once.</param>
    /// <param name="change">
    /// Gets the time in milliseconds, by a clock that all processes share, and what is known of each key in
    /// the same order; puts into the array what is to be known from now on.
    /// </param>
    /// <param name="cancellation">Ends the wait for the database.</param>
    /// <returns>What <paramref name="change"/> returned.</returns>
    Task<T> ChangeAsync<T>(
        IReadOnlyList<AttemptKey> keys, Func<long, AttemptFacts[], T> change, CancellationToken cancellation);
}
