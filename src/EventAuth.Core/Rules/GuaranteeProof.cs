using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Rules;

/// <summary>Proves guarantees for every name that matches, seen or not: for each list that has one, and for all others.</summary>
public static class GuaranteeProof
{
    /// <summary>What breaks each guarantee of a policy that does not hold; none if all hold.</summary>
    public static ImmutableArray<BrokenGuarantee> FindBroken(EventPolicy policy) =>
        [.. FindBroken(policy, policy.Guarantees)];

    /// <summary>The same for guarantees that are not its own.</summary>
    public static IEnumerable<BrokenGuarantee> FindBroken(EventPolicy policy, IEnumerable<Guarantee> guarantees)
    {
        var rules = new EffectiveRules(policy);
        var listed = new Lazy<ImmutableArray<(EventName Name, EventLists Lists)>>(
            () => [.. ListedEvents.Of(policy, policy).Select(each => (each.Name, each.After))]);
        var taken = new Lazy<HashSet<EventName>>(() => [.. listed.Value.Select(each => each.Name)]);
        foreach (var guarantee in guarantees)
        {
            if (FindCounterexample(guarantee, rules, listed, taken) is { } found)
            {
                yield return new BrokenGuarantee(guarantee, found.Name, found.Customer, found.Decision);
            }
        }
    }

    // An event is only looked for among those, and where, it would be a counterexample.
    private static (EventName Name, Caller Customer, Decision Decision)? FindCounterexample(
        Guarantee guarantee,
        EffectiveRules rules,
        Lazy<ImmutableArray<(EventName Name, EventLists Lists)>> listed,
        Lazy<HashSet<EventName>> taken)
    {
        var breaking = EffectiveRules.ListsOfEvents.ToDictionary(lists => lists, lists => FindBreaking(rules[lists]));
        if (breaking.Any(each => each.Key != EventLists.None && each.Value is not null))
        {
            foreach (var (name, lists) in listed.Value)
            {
                if (breaking[lists] is { } customer && guarantee.Events.Matches(name))
                {
                    return (name, customer, rules[lists][customer]);
                }
            }
        }

        return breaking[EventLists.None] is { } anyone && guarantee.Events.FindOther(taken.Value) is { } other
            ? (other, anyone, rules.AnyOther[anyone])
            : null;

        Caller? FindBreaking(EffectiveRule rule) => CustomersOf(guarantee.Customer)
            .Where(customer => !Holds(guarantee.Expect, rule[customer])).Select(customer => (Caller?)customer).FirstOrDefault();
    }

    private static bool Holds(GuaranteedOutcome expected, Decision decision) => expected switch
    {
        GuaranteedOutcome.Accepted => decision.Accepted,
        GuaranteedOutcome.Rejected => !decision.Accepted,
        GuaranteedOutcome.NoDataChange => !decision.MayChangeData,
        GuaranteedOutcome.DataChange => decision.MayChangeData,
    };

    private static ImmutableArray<Caller> CustomersOf(GuaranteedCustomer customer) => customer switch
    {
        GuaranteedCustomer.Anonymous => [Caller.Anonymous],
        GuaranteedCustomer.Known => [Caller.Known],
        GuaranteedCustomer.Authenticated => [Caller.ValidToken],
        GuaranteedCustomer.Any => [Caller.Anonymous, Caller.Known, Caller.ValidToken],
    };
}

/// <summary>A guarantee that does not hold, with an event that shows it.</summary>
/// <param name="Action">The event's name.</param>
/// <param name="Customer">Who would send it: anonymous or known and without a token, or with a valid token.</param>
/// <param name="Decision">How it would be decided.</param>
public sealed record BrokenGuarantee(Guarantee Guarantee, EventName Action, Caller Customer, Decision Decision);
