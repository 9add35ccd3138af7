namespace EventAuth.Ingest.Paths;

/// <summary>The paths that events are sent to.</summary>
internal static class IngestPaths
{
    /// <summary>What all of them begin with.</summary>
    public const string Events = "/v4/events";

    /// <summary>One event of any name.</summary>
    public const string Custom = Events + "/custom";

    /// <summary>An array of events.</summary>
    public const string Batch = Events + "/batch";

    /// <summary>Each of them with what it takes, for people who used another path.</summary>
    public static string InWords { get; } =
        $"POST {Custom} (one event), POST {Batch} (an array of events), POST {Events}/{{name}} (one event, whose action the path gives: "
        + $"{string.Join(", ", TypedEvent.All.Select(typed => typed.Name))})";
}
