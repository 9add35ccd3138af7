using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Rules;

namespace EventAuth.Core.Lint;

/// <summary>Finds problems in lists and certificate alone; the effect of an entry comes from <see cref="EventDecider"/>.</summary>
public static class PolicyFindings
{
    private static readonly EventName PageVisit = EventName.Parse("page.visit");
    private static readonly EventName FormSubmit = EventName.Parse("form.submit");

    /// <summary>The findings about each list, list by list. The lists are judged as they will be enforced, in Monitor mode too.</summary>
    public static ImmutableArray<PolicyFinding> Of(EventPolicy inForce)
    {
        var policy = inForce with { Mode = PolicyMode.Enforce };
        var rules = new EffectiveRules(policy);
        PolicyFinding?[] findings =
        [
            Overruled(policy, rules, EventListKind.AnonymousWithoutJwt),
            PageVisitMissing(policy, rules),
            LooksPersonal(policy, rules, EventListKind.AnonymousWithoutJwt),
            Overruled(policy, rules, EventListKind.UpdateWithoutJwt),
            OpenToAll(policy, rules),
            LooksPersonal(policy, rules, EventListKind.UpdateWithoutJwt),
            NoCertificate(policy),
        ];
        var isDefault = policy.HasListsOf(EventPolicy.Initial);
        return [.. findings.OfType<PolicyFinding>().Select(finding => finding with { IsDefault = isDefault })];
    }

    private static PolicyFinding? NoCertificate(EventPolicy policy) =>
        policy.Certificate is null && policy[EventListKind.UpdateWithJwt] is { IsEmpty: false } events
            ? new(PolicyFindingKind.NoCertificate, EventListKind.UpdateWithJwt, [.. events], new Fix.DefineCertificate())
            : null;

    private static PolicyFinding? Overruled(EventPolicy policy, EffectiveRules rules, EventListKind list)
    {
        var kind = list == EventListKind.UpdateWithoutJwt ? PolicyFindingKind.OnBothUpdateLists : PolicyFindingKind.OnAnonymousAndJwtList;
        var events = policy[list].Where(name => rules[name].Anonymous.Reason == DecisionReason.JwtRequired).ToImmutableArray();
        return events.IsEmpty ? null : new(kind, list, events, Removal.Of(policy, list, events));
    }

    private static PolicyFinding? PageVisitMissing(EventPolicy policy, EffectiveRules rules)
    {
        const EventListKind list = EventListKind.AnonymousWithoutJwt;
        return policy[list].IsEmpty || policy[list].Contains(PageVisit)
            ? null
            : new(PolicyFindingKind.PageVisitMissing, list, [PageVisit], Adding(list, [PageVisit]))
            {
                IsAcceptedElsewhere = rules[PageVisit].Anonymous.Accepted,
            };
    }

    private static PolicyFinding? OpenToAll(EventPolicy policy, EffectiveRules rules)
    {
        var list = policy.Certificate is null ? EventListKind.UpdateWithoutJwt : EventListKind.UpdateWithJwt;
        // Where all other events are limited, those on the list for anonymous customers are left.
        var isOpen = rules.AnyOther.Known.MayChangeData
            || (!policy[EventListKind.AnonymousWithoutJwt].IsEmpty && rules[EventLists.AnonymousWithoutJwt].Known.MayChangeData);
        return isOpen
            ? new(PolicyFindingKind.OpenToAll, EventListKind.UpdateWithoutJwt, [], Adding(list, [FormSubmit]))
            : null;
    }

    private static PolicyFinding? LooksPersonal(EventPolicy policy, EffectiveRules rules, EventListKind list)
    {
        var events = policy[list].Where(name => PersonalNames.Contains(name) && rules[name].Known.Accepted).ToImmutableArray();
        return events.IsEmpty ? null : new(
            PolicyFindingKind.LooksPersonal, list, events,
            policy.Certificate is null ? new Fix.DefineCertificate() : RequiringJwt(policy, list, events));
    }

    // The old entry would have no effect any more. It stays if removing it would change what happens to other events, too.
    private static Fix.ChangeList RequiringJwt(EventPolicy policy, EventListKind list, ImmutableArray<EventName> events)
    {
        var required = policy.With(EventListKind.UpdateWithJwt, policy[EventListKind.UpdateWithJwt].Union(events));
        var isMove = Removal.Of(required, list, events) is Fix.ChangeList;
        return Adding(EventListKind.UpdateWithJwt, events) with { MoveFrom = isMove ? list : null };
    }

    private static Fix.ChangeList Adding(EventListKind list, ImmutableArray<EventName> events) => new(list, Add: events, Remove: []);
}

/// <summary>The fix that removes events from a list.</summary>
internal static class Removal
{
    /// <summary>Removes events; if that changes others, a person has to look: an empty list is the opposite of a short one.</summary>
    public static Fix Of(EventPolicy policy, EventListKind list, ImmutableArray<EventName> events)
    {
        var comparison = new RuleComparison(policy, policy.With(list, policy[list].Except(events)));
        var removed = events.ToHashSet();
        return comparison.AnyOtherDiffers || !comparison.Differing.All(removed.Contains)
            ? new Fix.ReviewList(list)
            : new Fix.ChangeList(list, Add: [], Remove: events);
    }
}
