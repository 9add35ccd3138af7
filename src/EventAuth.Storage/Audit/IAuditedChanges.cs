namespace EventAuth.Storage.Audit;

/// <summary>Changes of the database with their audit entry, in one transaction: neither exists without the other.</summary>
public interface IAuditedChanges
{
    /// <summary>
    /// Runs a change and appends the entry of the fact it returns. If it returns none, returns false and keeps nothing of the change.
    /// The change runs in a transaction that blocks every other writer: do nothing slow in it, and append no further entry.
    /// </summary>
    Task<bool> RunAsync(EventAuthDbContext context, Func<CancellationToken, Task<AuditFact?>> change, CancellationToken cancellation);
}
