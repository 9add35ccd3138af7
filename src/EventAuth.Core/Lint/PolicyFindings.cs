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
        IEnumerable<PolicyFinding> findings =
        [
            .. Overruled(policy, rules, EventListKind.AnonymousWithoutJwt),
            .. PageVisitMissing(policy, rules),
            .. LooksPersonal(policy, rules, EventListKind.AnonymousWithoutJwt),
            .. Overruled(policy, rules, EventListKind.UpdateWithoutJwt),
            .. OpenToAll(policy, rules),
            .. LooksPersonal(policy, rules, EventListKind.UpdateWithoutJwt),
            .. NoCertificate(policy),
        ];
        var isDefault = policy.HasListsOf(EventPolicy.Initial);
        return [.. findings.Select(finding => finding with { IsDefault = isDefault })];
    }

    private static IEnumerable<PolicyFinding> NoCertificate(EventPolicy policy)
    {
        var events = policy[EventListKind.UpdateWithJwt];
        if (policy.Certificate is null && !events.IsEmpty)
        {
            yield return new(PolicyFindingKind.NoCertificate, EventListKind.UpdateWithJwt, [.. events], new Fix.DefineCertificate());
        }
    }

    private static IEnumerable<PolicyFinding> Overruled(EventPolicy policy, EffectiveRules rules, EventListKind list)
    {
        var events = policy[list].Where(name => rules[name].Anonymous.Reason == DecisionReason.JwtRequired).ToImmutableArray();
        if (!events.IsEmpty)
        {
            var kind = list == EventListKind.UpdateWithoutJwt
                ? PolicyFindingKind.OnBothUpdateLists
                : PolicyFindingKind.OnAnonymousAndJwtList;
            yield return new(kind, list, events, Removal.Of(policy, list, events));
        }
    }

    private static IEnumerable<PolicyFinding> PageVisitMissing(EventPolicy policy, EffectiveRules rules)
    {
        const EventListKind list = EventListKind.AnonymousWithoutJwt;
        if (!policy[list].IsEmpty && !policy[list].Contains(PageVisit))
        {
            yield return new(PolicyFindingKind.PageVisitMissing, list, [PageVisit], Adding(list, [PageVisit]))
            {
                IsAcceptedElsewhere = rules[PageVisit].Anonymous.Accepted,
            };
        }
    }

    private static IEnumerable<PolicyFinding> OpenToAll(EventPolicy policy, EffectiveRules rules)
    {
        if (rules.AnyOther.Known.MayChangeData)
        {
            var list = policy.Certificate is null ? EventListKind.UpdateWithoutJwt : EventListKind.UpdateWithJwt;
            yield return new(PolicyFindingKind.OpenToAll, EventListKind.UpdateWithoutJwt, [], Adding(list, [FormSubmit]));
        }
    }

    private static IEnumerable<PolicyFinding> LooksPersonal(EventPolicy policy, EffectiveRules rules, EventListKind list)
    {
        var events = policy[list].Where(name => PersonalNames.Contains(name) && rules[name].Known.Accepted).ToImmutableArray();
        if (!events.IsEmpty)
        {
            Fix fix = policy.Certificate is null ? new Fix.DefineCertificate() : RequiringJwt(policy, list, events);
            yield return new(PolicyFindingKind.LooksPersonal, list, events, fix);
        }
    }

    // The old entry would have no effect any more. It stays where taking it off would change what happens to other events, too.
    private static Fix.ChangeList RequiringJwt(EventPolicy policy, EventListKind list, ImmutableArray<EventName> events)
    {
        var required = policy.With(EventListKind.UpdateWithJwt, policy[EventListKind.UpdateWithJwt].Union(events));
        var isMove = Removal.Of(required, list, events) is Fix.ChangeList;
        return Adding(EventListKind.UpdateWithJwt, events) with { MoveFrom = isMove ? list : null };
    }

    private static Fix.ChangeList Adding(EventListKind list, ImmutableArray<EventName> events) => new(list, Add: events, Remove: []);
}
