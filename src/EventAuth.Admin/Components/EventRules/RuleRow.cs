using EventAuth.Core.Rules;

namespace EventAuth.Admin.Components.EventRules;

/// <summary>One row of a table of rules.</summary>
/// <param name="Title">What comes before the names: a display name, or words for all other events; null if the names are enough.</param>
/// <param name="Events">The events that are decided alike, of which the first are named.</param>
/// <param name="Lists">The lists to show next to them.</param>
/// <param name="Rule">How they are handled.</param>
/// <param name="Before">How they were handled before; null if nothing is compared.</param>
public sealed record RuleRow(string? Title, ImmutableArray<EventName> Events, EventLists Lists, EffectiveRule Rule, EffectiveRule? Before)
{
    /// <summary>Whether a caller's verdict is different than before.</summary>
    public bool Differs(Caller caller) => Before is not null && Rule.DiffersFrom(Before, caller);
}
