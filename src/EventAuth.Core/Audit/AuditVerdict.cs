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

    /// <summary>The verdict in a sentence.</summary>
    public string ToWords() => Flaw is { } flaw
        ? $"Broken at entry {Number}: {ToWords(flaw)}"
        : $"The audit trail is whole: {Entries} entries, head {Head}.";

    private string ToWords(AuditFlaw flaw) => flaw switch
    {
        AuditFlaw.Changed => "changed. It is not what was recorded.",
        AuditFlaw.Missing => "missing. There is no entry of this number.",
        AuditFlaw.OutOfOrder => $"out of order. In its place stands what was recorded as entry {Standing}.",
        AuditFlaw.CutTail => "cut tail. Entries that were recorded from this number on are gone.",
        AuditFlaw.Recomputed => "recomputed. Not one entry was sealed under the key in audit.key: the trail was made anew without it, or the key was replaced.",
        AuditFlaw.HeadDiffers => "head does not match. Every entry is sealed, but a head that was kept is not among them: the trail was made anew by somebody who has the key, or its end was cut and an older audit.head put beside it.",
    };
}
