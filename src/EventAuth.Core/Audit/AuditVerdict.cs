namespace EventAuth.Core.Audit;

/// <summary>What came out of looking through a trail.</summary>
/// <param name="Head">The end of the trail as it was read.</param>
/// <param name="Flaw">The first thing that is wrong, or null when the trail is whole.</param>
/// <param name="Number">The first entry that is broken; 0 when none is.</param>
/// <param name="Standing">For <see cref="AuditFlaw.OutOfOrder"/>: the number of the entry that stands in its place.</param>
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

    /// <summary>In the entry's place stands another one.</summary>
    OutOfOrder,

    /// <summary>The trail ends before its head.</summary>
    CutTail,

    /// <summary>Not one entry was sealed under the key: the trail was made anew without it, or the key is another one.</summary>
    Recomputed,

    /// <summary>Each is sealed, but a kept head is not among them: made anew with the key, or cut with an older head beside it.</summary>
    HeadDiffers,
}
