using System.Collections.Immutable;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Rules;

namespace EventAuth.Core.Lint;

/// <summary>
/// Finds what the lists and the certificate show by themselves. It knows no rule: what an entry does is what
/// <see cref="EventDecider"/> answers. What takes the catalogue is found by <see cref="PolicyLint"/>.
/// </summary>
public static class PolicyFindings
{
    private static readonly EventName PageVisit = EventName.Parse("page.visit");
    private static readonly EventName FormSubmit = EventName.Parse("form.submit");

    /// <summary>What there is to say about each list, list by list.</summary>
    public static ImmutableArray<PolicyFinding> Of(EventPolicy policy)
    {
        var rules = new EffectiveRules(policy);
        return
        [
            .. Overruled(policy, rules, EventListKind.AnonymousWithoutJwt),
            .. PageVisitMissing(policy, rules),
            .. LooksPersonal(policy, rules, EventListKind.AnonymousWithoutJwt),
            .. Overruled(policy, rules, EventListKind.UpdateWithoutJwt),
            .. OpenToAll(policy, rules),
            .. LooksPersonal(policy, rules, EventListKind.UpdateWithoutJwt),
            .. NoCertificate(policy),
        ];
    }

    private static IEnumerable<PolicyFinding> NoCertificate(EventPolicy policy)
    {
        var events = policy[EventListKind.UpdateWithJwt];
        if (policy.Certificate is not null || events.IsEmpty)
        {
            yield break;
        }

        var text = events.Count == 1 ? "this event is always rejected now" : $"these {PolicyMeaning.Events(events.Count)} are all rejected now";
        yield return new(
            PolicyFindingKind.NoCertificate,
            EventListKind.UpdateWithJwt,
            [.. events],
            [new("There is no certificate, so no token is valid: "), MeaningPart.Strong(text), new(".")],
            new WayOut.DefineCertificate());
    }

    private static IEnumerable<PolicyFinding> Overruled(EventPolicy policy, EffectiveRules rules, EventListKind list)
    {
        var events = policy[list].Where(name => rules[name].Anonymous.Reason == DecisionReason.JwtRequired).ToImmutableArray();
        if (events.IsEmpty)
        {
            yield break;
        }

        ImmutableArray<MeaningPart> sentence = events.Length == 1
            ? [FindingWords.NameOf(events[0]), new(" is also on the list with JWT below, which wins: it requires a JWT.")]
            : [new($"{PolicyMeaning.Events(events.Length)} are also on the list with JWT below, which wins: they require a JWT.")];
        var kind = list == EventListKind.UpdateWithoutJwt ? PolicyFindingKind.OnBothUpdateLists : PolicyFindingKind.OnAnonymousAndJwtList;
        yield return new(kind, list, events, sentence, Removal.Of(policy, list, events, $"Remove {FindingWords.Them(events.Length)} here"));
    }

    private static IEnumerable<PolicyFinding> PageVisitMissing(EventPolicy policy, EffectiveRules rules)
    {
        var listed = policy[EventListKind.AnonymousWithoutJwt];
        if (listed.IsEmpty || listed.Contains(PageVisit))
        {
            yield break;
        }

        yield return new(
            PolicyFindingKind.PageVisitMissing,
            EventListKind.AnonymousWithoutJwt,
            [PageVisit],
            [
                FindingWords.NameOf(PageVisit),
                new(rules[PageVisit].Anonymous.Accepted
                    ? " is not listed; visits of anonymous customers are accepted only because it may update customer data without JWT."
                    : " is not listed, so visits of anonymous customers are rejected."),
            ],
            Adding(EventListKind.AnonymousWithoutJwt, [PageVisit], $"Add {PageVisit}"));
    }

    private static IEnumerable<PolicyFinding> OpenToAll(EventPolicy policy, EffectiveRules rules)
    {
        if (!rules.AnyOther.Known.MayChangeData)
        {
            yield break;
        }

        yield return new(
            PolicyFindingKind.OpenToAll,
            EventListKind.UpdateWithoutJwt,
            [],
            [new("Both updating lists are empty: open to all. The first event on either of them takes the right to change customer data from all others.")],
            policy.Certificate is not null
                ? Adding(EventListKind.UpdateWithJwt, [FormSubmit], $"Require a JWT for {FormSubmit}")
                : Adding(EventListKind.UpdateWithoutJwt, [FormSubmit], $"Leave it to {FormSubmit}"));
    }

    private static IEnumerable<PolicyFinding> LooksPersonal(EventPolicy policy, EffectiveRules rules, EventListKind list)
    {
        var events = policy[list].Where(name => PersonalNames.Contains(name) && rules[name].Known.Accepted).ToImmutableArray();
        if (events.IsEmpty)
        {
            yield break;
        }

        yield return new(
            PolicyFindingKind.LooksPersonal,
            list,
            events,
            [
                .. FindingWords.Names(events),
                new(events.Length == 1 ? " sounds personal or important, and needs no JWT." : " sound personal or important, and need no JWT."),
            ],
            policy.Certificate is not null
                ? RequiringJwt(policy, list, events)
                : new WayOut.DefineCertificate());
    }

    // The old entry would have no effect any more. It stays where taking it off would change what happens to other events, too.
    private static WayOut.ChangeList RequiringJwt(EventPolicy policy, EventListKind list, ImmutableArray<EventName> events)
    {
        var required = policy.With(EventListKind.UpdateWithJwt, policy[EventListKind.UpdateWithJwt].Union(events));
        return Removal.Of(required, list, events, "") is WayOut.ChangeList
            ? Adding(EventListKind.UpdateWithJwt, events, $"Move {FindingWords.Them(events.Length)} to the list with JWT") with { MoveFrom = list }
            : Adding(EventListKind.UpdateWithJwt, events, $"Require a JWT for {FindingWords.Them(events.Length)}");
    }

    private static WayOut.ChangeList Adding(EventListKind list, ImmutableArray<EventName> events, string words) => new(words, list, Add: events, Remove: []);
}
