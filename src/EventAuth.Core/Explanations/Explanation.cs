using System.Collections.Immutable;
using EventAuth.Core.Decisions;

namespace EventAuth.Core.Explanations;

/// <summary>Why an event is decided as it is, and what would decide it otherwise.</summary>
/// <param name="Event">The event.</param>
/// <param name="Decision">The verdict.</param>
/// <param name="Steps">The questions in their order, as far as they were asked; the last one decided.</param>
/// <param name="Fixes">What would decide it otherwise.</param>
public sealed record Explanation(EventCase Event, Decision Decision, ImmutableArray<DecisionStep> Steps, Fixes Fixes)
{
    /// <summary>The rule that decided.</summary>
    public DecisionRule Rule => Decision.Reason.ToRule();
}
