using EventAuth.Core.Journal;
using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest;

/// <summary>The outcome of a request.</summary>
/// <param name="Problem">Why it is refused, or null when something was accepted.</param>
/// <param name="Errors">Everything that is wrong with the whole, for a 400; otherwise null.</param>
internal readonly record struct IngestOutcome(HttpProblem? Problem, IReadOnlyList<ProblemError>? Errors = null)
{
    /// <summary>The word for a request that is answered with an error.</summary>
    public const string Refused = "refused";

    /// <summary>The journal's verdict on a single event that was accepted.</summary>
    public JournalReceipt Receipt { get; init; }

    /// <summary>The policy that decided, for a single event that was accepted.</summary>
    public int PolicyVersion { get; init; }

    /// <summary>The verdicts on the events of a batch; null for a single event, and if there are none.</summary>
    public BatchAnswer? Verdicts { get; init; }

    /// <summary>The same in one word, for counters and traces.</summary>
    public string Word => this switch
    {
        { Problem: not null } => Refused,
        { Verdicts.Refused.Count: > 0 } => "partly_accepted",
        _ => "accepted",
    };
}
