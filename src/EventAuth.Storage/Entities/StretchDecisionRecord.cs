using EventAuth.Core.Decisions;

namespace EventAuth.Storage.Entities;

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
