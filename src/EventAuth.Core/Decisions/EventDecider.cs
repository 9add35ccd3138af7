using EventAuth.Core.Policies;

namespace EventAuth.Core.Decisions;

/// <summary>
/// The decision point: the one place that knows the table. Ingest, console and explanations all use it. An event whose token is invalid or
/// belongs to somebody else is rejected before the lists are read.
/// </summary>
public static class EventDecider
{
    /// <summary>The verdict on an event with an invalid token, whichever lists it is on.</summary>
    public static Decision BadToken { get; } = new(DecisionReason.InvalidToken, MayChangeData: false);

    /// <summary>Decides one event by the policy in force.</summary>
    public static Decision Decide(PolicySnapshot snapshot, EventName name, CustomerState customer) =>
        Decide(snapshot.Filled, snapshot.ListsOf(name), customer);

    /// <summary>Decides by which lists are not empty and which lists the event is on; the first rule that applies wins.</summary>
    public static Decision Decide(EventLists filled, EventLists listed, CustomerState customer)
    {
        if (listed.HasFlag(EventLists.UpdateWithJwt))
        {
            return customer == CustomerState.Authenticated
                ? new Decision(DecisionReason.ListedWithJwt, MayChangeData: true)
                : new Decision(DecisionReason.JwtRequired, MayChangeData: false);
        }

        if (listed.HasFlag(EventLists.UpdateWithoutJwt))
        {
            return new Decision(DecisionReason.ListedUpdateWithoutJwt, MayChangeData: true);
        }

        if (customer == CustomerState.Authenticated)
        {
            return new Decision(DecisionReason.Authenticated, MayChangeData: !filled.HasFlag(EventLists.UpdateWithJwt));
        }

        var open = (filled & (EventLists.UpdateWithoutJwt | EventLists.UpdateWithJwt)) == EventLists.None;
        return customer == CustomerState.Known ? new Decision(DecisionReason.KnownCustomer, open)
            : !filled.HasFlag(EventLists.AnonymousWithoutJwt) ? new Decision(DecisionReason.AnonymousListEmpty, open)
            : listed.HasFlag(EventLists.AnonymousWithoutJwt) ? new Decision(DecisionReason.ListedAnonymous, open)
            : new Decision(DecisionReason.NotAllowedForAnonymous, MayChangeData: false);
    }
}
