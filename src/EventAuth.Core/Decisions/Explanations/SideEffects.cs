using EventAuth.Core.Policies;

namespace EventAuth.Core.Decisions.Explanations;

/// <summary>
/// What a change of the lists means beyond the event that it is for: for the same event from other customers, and for other events. A list that is
/// empty means something else than one that is not, so the first event on a list, and the last one off it, change what is decided about all others.
/// </summary>
internal static class SideEffects
{
    /// <summary>A sentence for each difference; none where all else is decided as before.</summary>
    public static IEnumerable<string> Of(Situation before, Situation after) =>
        [.. OnOtherCustomers(before, after), .. OnOtherEvents(before.Policy, after.Policy)];

    private static IEnumerable<string> OnOtherCustomers(Situation before, Situation after)
    {
        if (after.Event.Action is not { } action)
        {
            return [];
        }

        return new[] { CustomerState.Anonymous, CustomerState.Known }
            .Except(after.Event.PossibleCustomers)
            .Where(customer => IsTaken(before.Policy, customer) != IsTaken(after.Policy, customer))
            .GroupBy(customer => IsTaken(after.Policy, customer))
            .Select(group => $"{action} is then {(group.Key ? "accepted" : "rejected")}{WhoseWithoutToken([.. group])} without a token.");

        bool IsTaken(EventPolicy policy, CustomerState customer) => EventDecider.Decide(policy.FilledLists(), policy.ListsOf(action), customer).Accepted;
    }

    private static string WhoseWithoutToken(CustomerState[] customers) => customers switch
    {
        [CustomerState.Anonymous] => " from anonymous customers",
        [CustomerState.Known] => " from known customers",
        _ => "",
    };

    private static IEnumerable<string> OnOtherEvents(EventPolicy before, EventPolicy after)
    {
        var (wasSent, isSent) = (OfAll(before, CustomerState.Anonymous).Accepted, OfAll(after, CustomerState.Anonymous).Accepted);
        if (wasSent != isSent)
        {
            yield return isSent
                ? "The list for anonymous customers is empty then and limits nothing any more: anonymous customers may send every event that does not require a token."
                : "The list for anonymous customers is empty now and limits nothing. With its first event it does: whatever is on none of the lists is rejected from anonymous customers then.";
        }

        var (couldWithout, canWithout) = (OfAll(before, CustomerState.Known).MayChangeData, OfAll(after, CustomerState.Known).MayChangeData);
        var (couldWith, canWith) = (OfAll(before, CustomerState.Authenticated).MayChangeData, OfAll(after, CustomerState.Authenticated).MayChangeData);
        if ((couldWithout, couldWith) != (canWithout, canWith))
        {
            yield return "Events that are on neither updating list may then " + (canWithout, canWith) switch
            {
                (true, _) => "change customer data, even without a token.",
                (false, true) => "change customer data with a valid token only.",
                (false, false) => "not change customer data any more.",
            };
        }
    }

    // An event on no list stands for all that the change does not name.
    private static Decision OfAll(EventPolicy policy, CustomerState customer) => EventDecider.Decide(policy.FilledLists(), EventLists.None, customer);
}
