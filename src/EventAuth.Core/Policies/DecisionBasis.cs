namespace EventAuth.Core.Policies;

/// <summary>What of a policy every decision rests on, beside the lists that the event itself is on.</summary>
/// <param name="Filled">The lists that are not empty: an empty list does not mean the same as one without this event.</param>
public readonly record struct DecisionBasis(EventLists Filled, OtherEvents OtherEvents, PolicyMode Mode);
