using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Explanations;

/// <summary>
/// What a change of the lists means in addition: for the same event from other customers, and for other events. An empty list does not mean
/// the same as a filled one, so the first event on a list, and the last one off it, change what is decided about all others.
/// </summary>
internal static class SideEffectSearch
{
    /// <summary>Each difference; none if everything else is decided as before.</summary>
    public static IEnumerable<SideEffect> Find(Situation before, Situation after) =>
        [.. OnOtherCustomers(before, after), .. OnOtherEvents(before.Policy, after.Policy, after.Event.Action)];

    private static IEnumerable<SideEffect> OnOtherCustomers(Situation before, Situation after)
    {
        if (after.Event.Action is not { } action)
        {
            return [];
        }

        return new[] { CustomerState.Anonymous, CustomerState.Known }
            .Except(after.Event.PossibleCustomers)
            .Where(customer => IsTaken(before.Policy, customer) != IsTaken(after.Policy, customer))
            .GroupBy(customer => IsTaken(after.Policy, customer))
            .Select(group => new SideEffect.OnOtherCustomers(action, group.Key, group.ToList() is [var only] ? only : null));

        bool IsTaken(EventPolicy policy, CustomerState customer) =>
            EventDecider.Decide(policy.Basis, policy.ListsOf(action), customer).Accepted;
    }

    private static IEnumerable<SideEffect> OnOtherEvents(EventPolicy before, EventPolicy after, EventName? action)
    {
        var (wasSent, isSent) = (OfAll(before, CustomerState.Anonymous).Accepted, OfAll(after, CustomerState.Anonymous).Accepted);
        if (wasSent != isSent)
        {
            yield return new SideEffect.OnAnonymousCustomers(IsLimited: !isSent);
        }

        // Where all other events are limited, only those on the list for anonymous customers alone show it.
        var hasOthers = before[EventListKind.AnonymousWithoutJwt]
            .Any(name => name != action && before.ListsOf(name) == EventLists.AnonymousWithoutJwt);
        var (couldWithout, couldWith) = RightsUnder(before, hasOthers);
        var (canWithout, canWith) = RightsUnder(after, hasOthers);
        if ((couldWithout, couldWith) != (canWithout, canWith))
        {
            yield return new SideEffect.OnRightToChange(canWithout, canWith);
        }
    }

    // An event on no list represents all events that the change does not name.
    private static Decision OfAll(EventPolicy policy, CustomerState customer) =>
        EventDecider.Decide(policy.Basis, EventLists.None, customer);

    private static (bool Without, bool With) RightsUnder(EventPolicy policy, bool hasOthers)
    {
        EventLists[] neither = hasOthers ? [EventLists.None, EventLists.AnonymousWithoutJwt] : [EventLists.None];
        return (Have(CustomerState.Known), Have(CustomerState.Authenticated));

        bool Have(CustomerState customer) => neither.Any(listed => EventDecider.Decide(policy.Basis, listed, customer).MayChangeData);
    }
}
