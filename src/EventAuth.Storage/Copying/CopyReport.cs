using EventAuth.Storage.Audit;

namespace EventAuth.Storage.Copying;

/// <summary>What a copy found when it compared the target with its source.</summary>
/// <param name="KeysThere">How many keys of cookies and forms the source has.</param>
/// <param name="KeysHere">How many the target has.</param>
/// <param name="TrailThere">The source's audit trail.</param>
/// <param name="TrailHere">The target's.</param>
public sealed record CopyReport(
    IReadOnlyList<ComparedTable> Tables, IReadOnlyList<ComparedReason> Reasons, int KeysThere, int KeysHere,
    AuditFinding TrailThere, AuditFinding TrailHere)
{
    /// <summary>Whether there is no difference. Otherwise no program starts over the target.</summary>
    public bool IsEqual => Tables.All(table => table.IsEqual) && Reasons.All(reason => reason.There == reason.Here)
        && KeysThere == KeysHere && TrailThere.Verdict == TrailHere.Verdict && IsTrailEqual;

    // Where a trail could not be checked in the source, the sentences name different folders.
    private bool IsTrailEqual => TrailThere.Problem is null == (TrailHere.Problem is null);
}

/// <summary>A table.</summary>
/// <param name="There">Its rows in the source.</param>
/// <param name="Here">Its rows in the target.</param>
/// <param name="IsEqual">Whether what is in them is equal, too.</param>
public sealed record ComparedTable(string Name, long There, long Here, bool IsEqual);

/// <summary>A reason.</summary>
/// <param name="There">In the source.</param>
/// <param name="Here">In the target.</param>
public sealed record ComparedReason(DecisionReason Reason, CountedReason There, CountedReason Here);

/// <summary>How often there is a reason.</summary>
/// <param name="Rows">Rows of events.</param>
/// <param name="Counted">Events in the counts of whole days, and those that are still to be counted.</param>
public readonly record struct CountedReason(long Rows, long Counted);
