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

    /// <summary>The moment that the label stands for.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The label below the axis; empty where there is no place for each.</summary>
    public string Tick { get; init; } = "";

    /// <summary>What deserves a look about it.</summary>
    public string? Tag { get; init; }

    /// <summary>Where the accepted ones are listed; null where they cannot be told from others there.</summary>
    public string? AcceptedAddress { get; init; }

    /// <summary>Where the rejected ones are listed; null where they cannot be told from others there.</summary>
    public string? RejectedAddress { get; init; }
}
