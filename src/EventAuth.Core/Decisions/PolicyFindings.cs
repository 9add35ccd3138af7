using System.Collections.Immutable;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Decisions;

/// <summary>Finds what deserves attention about a list, by asking <see cref="EventDecider"/>.</summary>
internal static class PolicyFindings
{
    private static readonly EventName PageVisit = EventName.Parse("page.visit");

    public static ImmutableArray<PolicyFinding> Of(EventPolicy policy, EventListKind kind, EventLists filled) =>
        kind == EventListKind.UpdateWithJwt
            ? [.. NoCertificate(policy)]
            : [.. Overruled(policy, kind, filled), .. PageVisitMissing(policy, kind, filled)];

    private static IEnumerable<PolicyFinding> NoCertificate(EventPolicy policy)
    {
        var events = policy[EventListKind.UpdateWithJwt];
        if (policy.Certificate is not null || events.IsEmpty)
        {
            yield break;
        }

        var text = events.Count == 1 ? "this event is always rejected now" : $"these {PolicyMeaning.Events(events.Count)} are all rejected now";
        yield return new(PolicyFindingKind.NoCertificate, [.. events], [new("There is no certificate, so no token is valid: "), MeaningPart.Strong(text), new(".")]);
    }

    private static IEnumerable<PolicyFinding> Overruled(EventPolicy policy, EventListKind kind, EventLists filled)
    {
        var events = policy[kind]
            .Where(name => EventDecider.Decide(filled, policy.ListsOf(name), CustomerState.Anonymous).Reason == DecisionReason.JwtRequired)
            .ToImmutableArray();
        if (events.IsEmpty)
        {
            yield break;
        }

        ImmutableArray<MeaningPart> sentence = events.Length == 1
            ? [new(events[0].Value, MeaningStyle.EventName), new(" is also on the list with JWT below, which wins: it requires a JWT.")]
            : [new($"{PolicyMeaning.Events(events.Length)} are also on the list with JWT below, which wins: they require a JWT.")];
        yield return new(PolicyFindingKind.OverruledByJwtList, events, sentence);
    }

    private static IEnumerable<PolicyFinding> PageVisitMissing(EventPolicy policy, EventListKind kind, EventLists filled)
    {
        var listed = policy[kind];
        if (kind != EventListKind.AnonymousWithoutJwt || listed.IsEmpty || listed.Contains(PageVisit))
        {
            yield break;
        }

        var visits = EventDecider.Decide(filled, policy.ListsOf(PageVisit), CustomerState.Anonymous);
        yield return new(
            PolicyFindingKind.PageVisitMissing,
            [PageVisit],
            [
                new(PageVisit.Value, MeaningStyle.EventName),
                new(visits.Accepted
                    ? " is not listed; visits of anonymous customers are accepted only because it may update customer data without JWT."
                    : " is not listed, so visits of anonymous customers are rejected."),
            ]);
    }
}
