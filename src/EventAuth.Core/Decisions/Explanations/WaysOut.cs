using System.Collections.Immutable;

namespace EventAuth.Core.Decisions.Explanations;

/// <summary>What would decide an event otherwise.</summary>
/// <param name="Flipping">The smallest changes after which it is rejected instead of accepted, or the other way round; the smallest first.</param>
/// <param name="NoListsFlip">Says so where no change of the lists can do that, whatever it is; else null.</param>
/// <param name="GivingRight">Where the event is accepted without the right to change customer data: the smallest changes that give it.</param>
public sealed record WaysOut(ImmutableArray<SuggestedChange> Flipping, string? NoListsFlip, ImmutableArray<SuggestedChange> GivingRight);
