namespace EventAuth.Core.Decisions;

/// <summary>How many events a version decided.</summary>
/// <param name="RejectedByLists">How many of them were rejected because of the lists or of what happens to other events.</param>
/// <param name="LastId">The last decision that was counted.</param>
public readonly record struct VersionTally(long Decisions, long RejectedByLists, long LastId)
{
    /// <summary>Both together, the second one of later decisions.</summary>
    public static VersionTally operator +(VersionTally first, VersionTally second) => new(
        first.Decisions + second.Decisions,
        first.RejectedByLists + second.RejectedByLists,
        Math.Max(first.LastId, second.LastId));
}
