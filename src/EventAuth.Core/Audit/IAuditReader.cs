namespace EventAuth.Core.Audit;

/// <summary>Reads the audit trail.</summary>
public interface IAuditReader
{
    /// <summary>The end of the trail now.</summary>
    AuditHead Head { get; }

    /// <summary>Entries below a number (all, when null), newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> ReadBeforeAsync(AuditFilter filter, long? before, int limit, CancellationToken cancellation);

    /// <summary>The same, filtered, for people and programs: reads a bounded number of entries, however long the trail is.</summary>
    Task<AuditPart> ReadPartAsync(AuditFilter filter, long? before, int limit, CancellationToken cancellation);

    /// <summary>Entries from one number to another, oldest first, read in parts.</summary>
    IAsyncEnumerable<AuditEntry> ReadAllAsync(AuditFilter filter, long upTo, CancellationToken cancellation);
}
