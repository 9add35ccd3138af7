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
        var listed = new Lazy<ImmutableArray<(EventName Name, EventLists Before, EventLists After)>>(
            () => [.. ListedEvents.Of(policy, policy)]);
        foreach (var guarantee in guarantees)
        {
            if (FindCounterexample(guarantee, rules, listed.Value) is { } found)
            {
                yield return new BrokenGuarantee(guarantee, found.Name, found.Customer, found.Decision);
            }
        }
    }

    private static (EventName Name, Caller Customer, Decision Decision)? FindCounterexample(
        Guarantee guarantee, EffectiveRules rules, ImmutableArray<(EventName Name, EventLists Before, EventLists After)> listed)
    {
        var customers = CustomersOf(guarantee.Customer);
        var taken = new HashSet<EventName>();
        foreach (var (name, lists, _) in listed)
        {
            if (guarantee.Events.Matches(name))
            {
                taken.Add(name);
                if (Break(name, rules[lists]) is { } found)
                {
                    return found;
                }
            }
        }

        // A name is only looked for where it would be a counterexample.
        return customers.Any(customer => !Holds(guarantee.Expect, rules.AnyOther[customer]))
            && guarantee.Events.FindOther(taken) is { } other ? Break(other, rules.AnyOther) : null;

        (EventName, Caller, Decision)? Break(EventName name, EffectiveRule rule)
        {
            foreach (var customer in customers)
            {
                if (!Holds(guarantee.Expect, rule[customer]))
                {
                    return (name, customer, rule[customer]);
                }
            }

            return null;
        }
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
