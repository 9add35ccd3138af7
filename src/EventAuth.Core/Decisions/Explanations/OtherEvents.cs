using EventAuth.Core.Policies;

namespace EventAuth.Core.Decisions.Explanations;

/// <summary>
/// What a change of the lists means for events that it does not name. A list that is empty means something else than one that is not,
/// so the first event on a list, and the last one off it, change what is decided about all others.
/// </summary>
internal static class OtherEvents
{
    /// <summary>A sentence for each difference; none where other events are decided as before.</summary>
    public static IEnumerable<string> Differences(EventPolicy before, EventPolicy after)
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
