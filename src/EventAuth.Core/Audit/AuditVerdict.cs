namespace EventAuth.Core.Audit;

/// <summary>The result of checking a trail.</summary>
/// <param name="Head">The end of the trail as it was read.</param>
/// <param name="Flaw">The first thing that is wrong, or null when the trail is complete.</param>
/// <param name="Number">The first entry that is broken; 0 when none is.</param>
/// <param name="Standing">For <see cref="AuditFlaw.OutOfOrder"/>: the number of the entry in its place.</param>
public sealed record AuditVerdict(long Entries, AuditHead Head, AuditFlaw? Flaw, long Number, long Standing)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsWhole => Flaw is null;
}

/// <summary>What is wrong with a trail.</summary>
public enum AuditFlaw
{
    /// <summary>The entry is not what was recorded.</summary>
    Changed,

    /// <summary>There is no entry of this number, and later ones are there.</summary>
    Missing,

    /// <summary>Another entry is in its place.</summary>
    OutOfOrder,

    /// <summary>The trail ends before its head.</summary>
    CutTail,

    /// <summary>No entry was sealed with the key: the trail was rewritten without it, or this is a different key.</summary>
    Recomputed,

    /// <summary>Each is sealed, but a kept head is missing: rewritten with the key, or cut off along with an older head.</summary>
    HeadDiffers,
}
