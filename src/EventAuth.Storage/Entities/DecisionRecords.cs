namespace EventAuth.Storage.Entities;

/// <summary>
/// How many events were decided alike in one period. Holds what the complete stretches hold (<see cref="DecisionStretchRecord"/>),
/// and what was rejected before it came to a decision.
/// </summary>
public sealed class DecisionCountRecord
{
    /// <summary>How long the period is, in seconds.</summary>
    public long Width { get; set; }

    /// <summary>Its beginning, in seconds since 1970; a multiple of the width.</summary>
    public long Period { get; set; }

    public DecisionReason Reason { get; set; }

    /// <summary>The customer's state, or -1 where it did not come to that.</summary>
    public int Customer { get; set; }

    /// <summary>The certificate with which a token was checked; empty for none.</summary>
    public required string CertificateId { get; set; }

    /// <summary>The event's name; empty for none.</summary>
    public required string Action { get; set; }

    public long Count { get; set; }
}

/// <summary>How much of a slot of the file of rejections is in the counts by now.</summary>
public sealed class RejectionSlotRecord
{
    /// <summary>The file, by its id.</summary>
    public Guid File { get; set; }

    public int Slot { get; set; }
    public long Counted { get; set; }
}

/// <summary>A stretch of events, in the order of their ids, that is counted and indexed. Later events are looked through.</summary>
public sealed class DecisionStretchRecord
{
    /// <summary>Its number, from 1.</summary>
    public long Number { get; set; }

    /// <summary>It and the stretches before it hold all events up to this id.</summary>
    public long LastEvent { get; set; }

    /// <summary>Whether <see cref="StretchDecisionRecord"/> says what is in it; one of very many kinds is looked through instead.</summary>
    public bool Indexed { get; set; }
}

/// <summary>
/// Says that a stretch has decisions of one kind, and which they are where they are few: so that what is rare is found without
/// looking through everything.
/// </summary>
public sealed class StretchDecisionRecord
{
    public long Stretch { get; set; }
    public DecisionReason Reason { get; set; }

    /// <summary>The event's name; empty for none.</summary>
    public required string Action { get; set; }

    /// <summary>The certificate; empty for none.</summary>
    public required string CertificateId { get; set; }

    /// <summary>Their ids, two bytes each (little endian), counted from the last event of the stretch before; null for many.</summary>
    public byte[]? Places { get; set; }
}
