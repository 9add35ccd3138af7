namespace EventAuth.Admin.Texts;

/// <summary>
/// Says what a list means together with the other lists.
/// It has no rules itself: every word depends on the results of <see cref="EventDecider"/>.
/// </summary>
internal static class MeaningTexts
{
    /// <summary>The meaning of one list within a policy, in one sentence.</summary>
    public static ImmutableArray<MeaningPart> ToMeaning(this EventPolicy policy, EventListKind kind)
    {
        // What the lists mean does not depend on whether they are enforced yet.
        var basis = policy.Basis with { Mode = PolicyMode.Enforce };
        return kind switch
        {
            EventListKind.AnonymousWithoutJwt => OfAnonymousList(policy, basis),
            EventListKind.UpdateWithoutJwt => OfUpdateList(policy, basis),
            EventListKind.UpdateWithJwt => OfJwtList(policy, basis),
        };
    }

    private static ImmutableArray<MeaningPart> OfAnonymousList(EventPolicy policy, DecisionBasis basis)
    {
        var listed = policy[EventListKind.AnonymousWithoutJwt];
        if (EventDecider.Decide(basis, EventLists.None, CustomerState.Anonymous).Accepted)
        {
            var exception = EventPolicy.Kinds.Any(kind => policy[kind].Any(name => !IsAcceptedFromAnonymous(name)))
                ? ", except the events that require a JWT."
                : ".";
            return [new("Nothing is listed, so "), MeaningPart.Strong("every event is accepted from anonymous customers"), new(exception)];
        }

        var here = listed.Count(IsAcceptedFromAnonymous);
        var elsewhere = EventPolicy.Kinds
            .SelectMany(kind => policy[kind])
            .Where(name => !listed.Contains(name))
            .Distinct()
            .Count(IsAcceptedFromAnonymous);
        var accepted = (here, elsewhere) switch
        {
            (0, 0) => "no event at all",
            (0, _) when listed.IsEmpty => $"only {Events(elsewhere)} from the list below",
            (0, _) => $"only {Events(elsewhere)} from the list below and none of these",
            (_, 0) => "only " + Some(here, listed.Count),
            _ => $"only {Some(here, listed.Count)}, plus {Events(elsewhere)} from the list below",
        };
        return [new($"Anonymous customers may send {accepted}; everything else from them is rejected.")];

        bool IsAcceptedFromAnonymous(EventName name) =>
            EventDecider.Decide(basis, policy.ListsOf(name), CustomerState.Anonymous).Accepted;
    }

    private static ImmutableArray<MeaningPart> OfUpdateList(EventPolicy policy, DecisionBasis basis)
    {
        var listed = policy[EventListKind.UpdateWithoutJwt];
        if (EventDecider.Decide(basis, EventLists.None, CustomerState.Known).MayChangeData)
        {
            return
            [
                new("Nothing is listed here or on the list with JWT, so "),
                MeaningPart.Strong("every accepted event may change customer data, without proof of identity"),
                new("."),
            ];
        }

        if (listed.IsEmpty)
        {
            return [new("Nothing is listed, so "), MeaningPart.Strong("no event may change customer data without a JWT"), new(".")];
        }

        var effective = listed.Count(name => EventDecider.Decide(basis, policy.ListsOf(name), CustomerState.Anonymous).MayChangeData);
        var subject = effective == listed.Count ? Events(effective) : Some(effective, listed.Count);
        return [new($"{subject.Capital()} may change customer data without proof of identity.")];
    }

    private static ImmutableArray<MeaningPart> OfJwtList(EventPolicy policy, DecisionBasis basis)
    {
        var listed = policy[EventListKind.UpdateWithJwt].Count;
        if (EventDecider.Decide(basis, EventLists.None, CustomerState.Authenticated).MayChangeData)
        {
            return
            [
                new("Nothing is listed, so "),
                MeaningPart.Strong("no event requires a JWT, and every event with a valid one may change customer data"),
                new("."),
            ];
        }

        if (listed == 0)
        {
            return [new("Nothing is listed, so no event is accepted by this list.")];
        }

        return [new(listed == 1
            ? "This event is accepted only with a valid token, and may change customer data."
            : $"These {Events(listed)} are accepted only with a valid token, and may change customer data.")];
    }

    private static string Some(int effective, int all) => (effective, all) switch
    {
        (0, 1) => "not even this event",
        (1, 1) => "this event",
        (0, _) => $"none of these {Events(all)}",
        _ when effective == all => $"these {Events(all)}",
        _ => $"{Numbers.Number(effective)} of these {Events(all)}",
    };

    private static string Events(int count) => Numbers.Count("event", count);
}
