using System.Collections.Immutable;

namespace EventAuth.Core.Decisions.Explanations;

/// <summary>What to do so that an event is decided otherwise: all of its edits, and no fewer do.</summary>
/// <param name="Edits">What to do.</param>
/// <param name="Results">The verdict afterwards; more than one where not all is known of the event, each as wanted.</param>
/// <param name="OtherEvents">What else changes, for events that are not named here: a sentence each.</param>
public sealed record SuggestedChange(ImmutableArray<Edit> Edits, ImmutableArray<Decision> Results, ImmutableArray<string> OtherEvents)
{
    /// <summary>The right to change customer data afterwards, whoever the customer is.</summary>
    public bool MayChangeData => Results.All(result => result.MayChangeData);

    /// <summary>Whether it is done in the lists alone.</summary>
    public bool IsInLists => Edits.All(edit => edit.Place == EditPlace.Lists);

    /// <summary>Whether the lists stay as they are.</summary>
    public bool IsOutsideLists => Edits.All(edit => edit.Place != EditPlace.Lists);
}
