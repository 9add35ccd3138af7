namespace EventAuth.Core.Audit;

/// <summary>Takes down what happened.</summary>
public interface IAuditTrail
{
    /// <summary>Appends an entry durably. Throws when storage fails: the trail knows nothing of it then, so do the thing after.</summary>
    Task RecordAsync(AuditFact fact, CancellationToken cancellation);

    /// <summary>The name under which an attempted account stands in the trail; see <see cref="AuditKey.PseudonymOf"/>.</summary>
    string PseudonymOf(string account);

    /// <summary>The name under which a customer stands in the trail; see <see cref="AuditKey.PseudonymOfCustomer"/>.</summary>
    string PseudonymOfCustomer(string uuid);
}
