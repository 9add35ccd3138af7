namespace EventAuth.Storage.Policies;

/// <summary>Hears of policies that other processes apply over the same database.</summary>
public interface IPolicyNews
{
    /// <summary>
    /// Calls each time that there may be a new policy. Goes on until it is cancelled; while the database does not answer nothing is heard,
    /// so who calls looks from time to time as well.
    /// </summary>
    Task ListenAsync(Action heard, CancellationToken cancellation);
}
