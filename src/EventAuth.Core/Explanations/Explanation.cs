using EventAuth.Core.Decisions;

namespace EventAuth.Core.Explanations;

/// <summary>Why an event is decided as it is, and what would change the verdict.</summary>
/// <param name="Steps">The questions in their order, as far as they were asked; the last one decided.</param>
public sealed record Explanation(EventCase Event, Decision Decision, ImmutableArray<DecisionStep> Steps, Fixes Fixes)
{
    /// <summary>The rule that decided.</summary>
    public DecisionRule Rule => Decision.Reason.ToRule();
}

/// <summary>What would change the verdict on an event.</summary>
/// <param name="Flipping">The smallest changes after which it is rejected instead of accepted, or the reverse; the smallest first.</param>
/// <param name="ListsCanFlip">Whether some change of the lists can do that.</param>
/// <param name="GivingRight">If it is accepted without the right to change customer data: the smallest changes that give it.</param>
public sealed record Fixes(ImmutableArray<SuggestedChange> Flipping, bool ListsCanFlip, ImmutableArray<SuggestedChange> GivingRight);
