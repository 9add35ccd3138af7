namespace EventAuth.Storage.Entities;

/// <summary>A stretch of events, in the order of their ids, that is counted and indexed. Later events are looked through.</summary>
[PrimaryKey(nameof(Number))]
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
[PrimaryKey(nameof(Stretch), nameof(Reason), nameof(Action), nameof(CertificateId))]
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
