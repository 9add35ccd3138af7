namespace EventAuth.Storage.Policies;

/// <summary>Notifications of policies that other processes apply over the same database.</summary>
public interface IPolicyNews
{
    /// <summary>
    /// Calls <paramref name="heard"/> each time that there may be a new policy, until it is cancelled. Notifications are lost while the
    /// database does not answer, so the caller must look from time to time as well.
    /// </summary>
    Task ListenAsync(Action heard, CancellationToken cancellation);
}
