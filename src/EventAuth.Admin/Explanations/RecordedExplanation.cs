namespace EventAuth.Admin.Explanations;

/// <summary>Why an event was decided as it was, and how it would be handled now.</summary>
/// <param name="Record">What was recorded.</param>
/// <param name="Explanation">By the version that decided; its fixes start from the version in force.</param>
/// <param name="VersionNow">The version in force.</param>
/// <param name="Now">By the version in force; more than one if the verdict depends on something that was not recorded.</param>
public sealed record RecordedExplanation(DecisionRecord Record, Explanation Explanation, int VersionNow, ImmutableArray<Explanation> Now)
{
    /// <summary>Whether a different version is in force than the one that decided.</summary>
    public bool IsPast => VersionNow != Record.PolicyVersion;

    /// <summary>Whether the version in force certainly reverses the verdict.</summary>
    public bool IsTurnedRound => Now.All(now => now.Decision.Accepted != Explanation.Decision.Accepted);
}
