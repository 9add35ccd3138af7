namespace EventAuth.Admin.Explanations;

/// <summary>Why an event was decided as it was, and what would become of it now.</summary>
/// <param name="Record">What was recorded.</param>
/// <param name="Explanation">By the version that decided; its fixes start from the version in force.</param>
/// <param name="VersionNow">The version in force.</param>
/// <param name="Now">By the version in force; more than one where the verdict depends on what was not recorded.</param>
public sealed record RecordedExplanation(DecisionRecord Record, Explanation Explanation, int VersionNow, ImmutableArray<Explanation> Now)
{
    /// <summary>Whether another version is in force than the one that decided.</summary>
    public bool IsPast => VersionNow != Record.PolicyVersion;

    /// <summary>Whether the version in force surely turns the verdict round.</summary>
    public bool IsTurnedRound => Now.All(now => now.Decision.Accepted != Explanation.Decision.Accepted);
}
