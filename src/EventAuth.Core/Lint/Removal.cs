using System.Collections.Immutable;
using EventAuth.Core.Policies;
using EventAuth.Core.Rules;

namespace EventAuth.Core.Lint;

/// <summary>The fix that takes events off a list.</summary>
internal static class Removal
{
    /// <summary>
    /// Takes the events off, or sends a person to look where that would change what happens to any other event: a list that becomes
    /// empty means the opposite of a short one.
    /// </summary>
    public static Fix Of(EventPolicy policy, EventListKind list, ImmutableArray<EventName> events)
    {
        var comparison = new RuleComparison(policy, policy.With(list, policy[list].Except(events)));
        var removed = events.ToHashSet();
        return comparison.AnyOtherDiffers || !comparison.Differing.All(removed.Contains)
            ? new Fix.ReviewList(list)
            : new Fix.ChangeList(list, Add: [], Remove: events);
    }
}
