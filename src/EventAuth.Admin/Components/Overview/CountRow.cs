namespace EventAuth.Admin.Components.Overview;

/// <summary>One line of a chart and of its table.</summary>
/// <param name="Label">What was counted, in words; short enough for a chart.</param>
/// <param name="Accepted">How many were accepted.</param>
/// <param name="Rejected">How many were rejected.</param>
public sealed record CountRow(string Label, long Accepted, long Rejected)
{
    /// <summary>The name that programs know it by; null for none.</summary>
    public string? Code { get; init; }

    /// <summary>Whether the label is the name of an event.</summary>
    public bool IsName { get; init; }

    /// <summary>What it means, in a sentence.</summary>
    public string? Meaning { get; init; }

    /// <summary>The moment that the label means.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The label below the axis; empty if there is no room for each.</summary>
    public string Tick { get; init; } = "";

    /// <summary>What about it needs attention.</summary>
    public string? Tag { get; init; }

    /// <summary>Where the accepted ones are listed; null if they cannot be filtered there.</summary>
    public string? AcceptedAddress { get; init; }

    /// <summary>Where the rejected ones are listed; null if they cannot be filtered there.</summary>
    public string? RejectedAddress { get; init; }
}
