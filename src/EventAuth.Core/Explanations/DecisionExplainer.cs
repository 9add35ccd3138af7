using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Explanations;

/// <summary>Explains decisions. It has no rules: verdicts come from <see cref="EventDecider"/>, and each change is tried first.</summary>
public static class DecisionExplainer
{
    /// <summary>Explains what a policy decides; in several ways if the verdict depends on something unknown about the event.</summary>
    public static ImmutableArray<Explanation> Explain(EventCase @event, EventPolicy policy)
    {
        var situation = Situation.Of(@event, policy);
        if (situation.Decide().Distinct().ToList() is [var only])
        {
            return [Explain(situation, only)];
        }

        // The unknown makes the difference: it is explained for each customer it may have come from.
        return [.. @event.PossibleCustomers
            .Select(customer => situation with { Event = situation.Event with { Customer = customer } })
            .SelectMany(known => known.Decide().Distinct(), Explain)];
    }

    /// <summary>Explains a verdict that was given.</summary>
    /// <param name="policy">The policy that gave it.</param>
    public static Explanation Explain(EventCase @event, Decision decision, EventPolicy policy) =>
        Explain(Situation.Of(@event, policy), decision);

    /// <summary>What would change the verdict on a recorded event, starting from the current policy.</summary>
    /// <param name="policy">The policy that changes start from.</param>
    public static Fixes FindFixes(EventCase @event, Decision decision, EventPolicy policy) =>
        FindFixes(Situation.Of(@event, policy), decision);

    // The form is assumed to be valid unless it was the problem.
    private static Explanation Explain(Situation situation, Decision decision)
    {
        var last = decision.Reason.ToRule();
        var rules = Enum.GetValues<DecisionRule>().Where(rule => rule == last || (rule < last && rule != DecisionRule.Form
            && (rule != DecisionRule.OtherEvents || situation.Policy.OtherEvents != OtherEvents.Accept)));
        var steps = rules.Select(rule => new DecisionStep(rule, rule == last));
        return new(situation.Event, decision, [.. steps], FindFixes(situation, decision));
    }

    private static Fixes FindFixes(Situation situation, Decision decision)
    {
        var wanted = !decision.Accepted;
        return new Fixes(
            new ChangeSearch(situation, result => result.Accepted == wanted).Find(listsFirst: decision.Accepted),
            situation.SomeListsMake(wanted),
            decision is { Accepted: true, MayChangeData: false }
                ? new ChangeSearch(situation, result => result is { Accepted: true, MayChangeData: true }).Find(listsFirst: false)
                : []);
    }
}
