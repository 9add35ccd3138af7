namespace EventAuth.Storage.Entities;

/// <summary>A segment of events, in the order of their ids, that is counted and indexed. Later events are searched one by one.</summary>
[PrimaryKey(nameof(Number))]
public sealed class DecisionStretchRecord
{
    /// <summary>Its number, from 1.</summary>
    public long Number { get; set; }

    /// <summary>It and the segments before it contain all events up to this id.</summary>
    public long LastEvent { get; set; }

    /// <summary>Whether <see cref="StretchDecisionRecord"/> says what is in it; one with very many kinds is searched row by row.</summary>
    public bool Indexed { get; set; }
}

/// <summary>
/// Says that a segment has decisions of one kind, and which ones if they are few: so that what is rare is found without
/// searching everything.
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

    /// <summary>Their ids, two bytes each (little endian), counted from the last event of the segment before; null for many.</summary>
    public byte[]? Places { get; set; }
}
