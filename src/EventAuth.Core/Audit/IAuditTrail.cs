namespace EventAuth.Core.Audit;

/// <summary>Records what happened.</summary>
public interface IAuditTrail
{
    /// <summary>Appends an entry durably. Throws when storage fails, and then records nothing, so act only afterwards.</summary>
    Task RecordAsync(AuditFact fact, CancellationToken cancellation);

    /// <summary>The name of an attempted account in the trail; see <see cref="AuditKey.PseudonymOf"/>.</summary>
    string PseudonymOf(string account);

    /// <summary>The name of a customer in the trail; see <see cref="AuditKey.PseudonymOfCustomer"/>.</summary>
    string PseudonymOfCustomer(string uuid);
}
