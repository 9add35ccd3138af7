namespace EventAuth.Core.Audit;

/// <summary>What came out of looking through a trail.</summary>
/// <param name="Entries">How many entries there are.</param>
/// <param name="Head">The end of the trail as it was read.</param>
/// <param name="Flaw">The first thing that is wrong, or null when the trail is whole.</param>
/// <param name="Number">The first entry that is broken; 0 when none is.</param>
/// <param name="Standing">For <see cref="AuditFlaw.OutOfOrder"/>: the number of the entry that stands in its place.</param>
public sealed record AuditVerdict(long Entries, AuditHead Head, AuditFlaw? Flaw, long Number, long Standing)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsWhole => Flaw is null;
}
