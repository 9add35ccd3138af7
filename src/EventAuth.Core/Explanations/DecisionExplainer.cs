using System.Collections.Immutable;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Explanations;

/// <summary>
/// Explains decisions. It knows no rule itself: verdicts are <see cref="EventDecider"/>'s, the rule is that of the verdict's reason,
/// and a suggested change was tried before it is suggested.
/// </summary>
public static class DecisionExplainer
{
    /// <summary>Explains what a policy decides; in several ways where the verdict depends on what is not known of the event.</summary>
    public static ImmutableArray<Explanation> Explain(EventCase @event, EventPolicy policy)
    {
        var situation = Situation.Of(@event, policy);
        if (situation.Decide().Distinct().ToList() is [var only])
        {
            return [Explain(situation, only)];
        }

        // What is not known of the event makes the difference: it is explained for each customer it may have come from.
        return [.. @event.PossibleCustomers
            .Select(customer => situation with { Event = situation.Event with { Customer = customer } })
            .SelectMany(known => known.Decide().Distinct(), Explain)];
    }

    /// <summary>Explains a verdict that was given.</summary>
    /// <param name="event">What is known of the event.</param>
    /// <param name="decision">The verdict.</param>
    /// <param name="policy">The policy that gave it.</param>
    public static Explanation Explain(EventCase @event, Decision decision, EventPolicy policy) =>
        Explain(Situation.Of(@event, policy), decision);

    /// <summary>What would decide an event otherwise than it was decided once, from the policy of now on.</summary>
    /// <param name="event">What is known of the event.</param>
    /// <param name="decision">The verdict that was given.</param>
    /// <param name="policy">The policy that changes start from.</param>
    public static Fixes FindFixes(EventCase @event, Decision decision, EventPolicy policy) =>
        FindFixes(Situation.Of(@event, policy), decision);

    private static Explanation Explain(Situation situation, Decision decision) => new(
        situation.Event,
        decision,
        [.. StepsTo(decision.Reason.ToRule())],
        FindFixes(situation, decision));

    private static IEnumerable<DecisionStep> StepsTo(DecisionRule last)
    {
        // The form is taken for granted unless it is what was wrong.
        for (var rule = last == DecisionRule.Form ? DecisionRule.Form : DecisionRule.Token; rule < last; rule++)
        {
            yield return new DecisionStep(rule, Decided: false);
        }

        yield return new DecisionStep(last, Decided: true);
    }

    private static Fixes FindFixes(Situation situation, Decision decision)
    {
        var wanted = !decision.Accepted;
        return new Fixes(
            ChangeSearch.Find(situation, result => result.Accepted == wanted, listsFirst: decision.Accepted),
            situation.SomeListsMake(wanted),
            decision is { Accepted: true, MayChangeData: false }
                ? ChangeSearch.Find(situation, result => result is { Accepted: true, MayChangeData: true }, listsFirst: false)
                : []);
    }
}
