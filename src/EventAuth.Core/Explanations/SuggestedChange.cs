using EventAuth.Core.Decisions;

namespace EventAuth.Core.Explanations;

/// <summary>What to do to change the verdict on an event: all of its edits are needed.</summary>
/// <param name="Results">The verdict afterwards; more than one if not everything about the event is known, each as wanted.</param>
/// <param name="SideEffects">What else changes, for the same event from other customers and for other events.</param>
public sealed record SuggestedChange(ImmutableArray<Edit> Edits, ImmutableArray<Decision> Results, ImmutableArray<SideEffect> SideEffects)
{
    /// <summary>The right to change customer data afterwards, for any customer.</summary>
    public bool MayChangeData => Results.All(result => result.MayChangeData);

    /// <summary>Whether the right then needs no proof of the customer: the lists give it to everybody.</summary>
    public bool NeedsNoProof =>
        MayChangeData && Results.Any(result => result.Reason is not (DecisionReason.ListedWithJwt or DecisionReason.Authenticated));

    /// <summary>Whether it is done in the lists alone.</summary>
    public bool IsInLists => Edits.All(edit => edit.Place == EditPlace.Lists);

    /// <summary>Whether the lists stay as they are.</summary>
    public bool IsOutsideLists => Edits.All(edit => edit.Place != EditPlace.Lists);
}
