namespace EventAuth.Core.Policies;

/// <summary>A version that is in force on trial: the one before comes back by itself unless this one proves itself.</summary>
/// <param name="Version">The version on trial.</param>
/// <param name="RevertsTo">The version whose content comes back.</param>
/// <param name="Until">When it ends, in UTC.</param>
/// <param name="MaxRejectedPercent">For <see cref="PendingKind.Guard"/>: the greatest share of decisions that the lists may reject.</param>
/// <param name="AfterDecision">The last decision that was recorded before it was applied.</param>
public sealed record PendingChange(
    int Version, int RevertsTo, PendingKind Kind, DateTimeOffset Until, double? MaxRejectedPercent, long AfterDecision)
{
    /// <summary>The longest trial, in minutes: a day.</summary>
    public const int MaxMinutes = 24 * 60;

    /// <summary>A guard does not judge fewer decisions than these.</summary>
    public const int LeastDecisions = 20;

    /// <summary>How the comment of a version begins that takes a change back.</summary>
    public const string Reverted = "Reverted: ";

    /// <summary>Whether a version is the one that took this change back.</summary>
    public bool IsUndoneBy(PolicyRevision revision) =>
        revision.Version > Version && revision.Comment?.StartsWith(Reverted, StringComparison.Ordinal) == true;
}

/// <summary>How a change proves itself. Stored by number.</summary>
public enum PendingKind
{
    /// <summary>It stays unless the lists reject more than a share of the decisions.</summary>
    Guard,

    /// <summary>It stays if somebody says so in time.</summary>
    Confirm,
}
