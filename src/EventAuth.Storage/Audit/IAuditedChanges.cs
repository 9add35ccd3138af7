namespace EventAuth.Storage.Audit;

/// <summary>Recorded changes of the database: in one transaction, so that neither change nor entry exists without the other.</summary>
public interface IAuditedChanges
{
    /// <summary>
    /// Runs a change and appends the entry of the fact it gives. Gives false, and keeps nothing of the change, when it gives none.
    /// The change runs in a transaction that keeps every other writer waiting: nothing slow in it, and no further entry.
    /// </summary>
    Task<bool> RunAsync(EventAuthDbContext context, Func<CancellationToken, Task<AuditFact?>> change, CancellationToken cancellation);
}
