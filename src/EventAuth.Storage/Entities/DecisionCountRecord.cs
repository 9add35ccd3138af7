namespace EventAuth.Storage.Entities;

/// <summary>
/// How many events were decided alike in one period. Counts the events of the complete segments (<see cref="DecisionStretchRecord"/>),
/// and those that were rejected before a decision.
/// </summary>
[PrimaryKey(nameof(Width), nameof(Period), nameof(Reason), nameof(Customer), nameof(CertificateId), nameof(Action))]
public sealed class DecisionCountRecord
{
    /// <summary>How long the period is, in seconds.</summary>
    public long Width { get; set; }

    /// <summary>Its beginning, in seconds since 1970; a multiple of the width.</summary>
    public long Period { get; set; }

    public DecisionReason Reason { get; set; }

    /// <summary>The customer's state, or -1 if not known.</summary>
    public int Customer { get; set; }

    /// <summary>The certificate with which a token was checked; empty for none.</summary>
    public required string CertificateId { get; set; }

    /// <summary>The event's name; empty for none.</summary>
    public required string Action { get; set; }

    public long Count { get; set; }
}

/// <summary>How much of a slot of the file of rejections is in the counts already.</summary>
[PrimaryKey(nameof(File), nameof(Slot))]
public sealed class RejectionSlotRecord
{
    /// <summary>The file, by its id.</summary>
    public Guid File { get; set; }

    public int Slot { get; set; }
    public long Counted { get; set; }
}
