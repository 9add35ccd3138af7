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
        Decide(snapshot.Basis, snapshot.ListsOf(name), customer);

    /// <summary>Decides by what every decision rests on and by the lists that the event is on; the first rule that applies wins.</summary>
    public static Decision Decide(DecisionBasis basis, EventLists listed, CustomerState customer)
    {
        if (listed.HasFlag(EventLists.UpdateWithJwt))
        {
            return customer == CustomerState.Authenticated
                ? new Decision(DecisionReason.ListedWithJwt, MayChangeData: true)
                : Reject(DecisionReason.JwtRequired);
        }

        if (listed.HasFlag(EventLists.UpdateWithoutJwt))
        {
            return new Decision(DecisionReason.ListedUpdateWithoutJwt, MayChangeData: true);
        }

        if (listed == EventLists.None && basis.OtherEvents == OtherEvents.Reject)
        {
            return Reject(DecisionReason.NotListed);
        }

        if (customer == CustomerState.Authenticated)
        {
            return new Decision(DecisionReason.Authenticated, MayChangeData: !basis.Filled.HasFlag(EventLists.UpdateWithJwt));
        }

        if (listed == EventLists.None && basis.OtherEvents == OtherEvents.RequireJwt)
        {
            return Reject(DecisionReason.OtherNeedsJwt);
        }

        var open = (basis.Filled & (EventLists.UpdateWithoutJwt | EventLists.UpdateWithJwt)) == EventLists.None;
        return customer == CustomerState.Known ? new Decision(DecisionReason.KnownCustomer, open)
            : !basis.Filled.HasFlag(EventLists.AnonymousWithoutJwt) ? new Decision(DecisionReason.AnonymousListEmpty, open)
            : listed.HasFlag(EventLists.AnonymousWithoutJwt) ? new Decision(DecisionReason.ListedAnonymous, open)
            : Reject(DecisionReason.NotAllowedForAnonymous);

        Decision Reject(DecisionReason code) => new(
            basis.Mode == PolicyMode.Monitor ? MonitoredDecisions.Of(code, listed, customer) : code, MayChangeData: false);
    }
}
