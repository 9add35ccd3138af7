using System.Collections.Immutable;

namespace EventAuth.Core.Decisions.Explanations;

/// <summary>Why an event is decided as it is, and what would decide it otherwise.</summary>
/// <param name="Event">The event.</param>
/// <param name="Decision">The verdict.</param>
/// <param name="Steps">The questions in their order, as far as they were asked; the last one decided.</param>
/// <param name="Sentence">Why the event is accepted or rejected.</param>
/// <param name="DataSentence">Why it may or may not change customer data; null for a rejected one, of which nothing is kept.</param>
/// <param name="Ways">What would decide it otherwise.</param>
public sealed record Explanation(
    EventCase Event, Decision Decision, ImmutableArray<DecisionStep> Steps, string Sentence, string? DataSentence, WaysOut Ways)
{
    /// <summary>The rule that decided.</summary>
    public DecisionRule Rule => Decision.Reason.ToRule();
}

/// <summary>What would decide an event otherwise.</summary>
/// <param name="Flipping">The smallest changes after which it is rejected instead of accepted, or the other way round; the smallest first.</param>
/// <param name="NoListsFlip">Says so where no change of the lists can do that, whatever it is; else null.</param>
/// <param name="GivingRight">Where the event is accepted without the right to change customer data: the smallest changes that give it.</param>
public sealed record WaysOut(ImmutableArray<SuggestedChange> Flipping, string? NoListsFlip, ImmutableArray<SuggestedChange> GivingRight);
