using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Explanations;

/// <summary>Explains decisions. It knows no rule: verdicts are <see cref="EventDecider"/>'s, and each change was tried before.</summary>
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
    /// <param name="policy">The policy that gave it.</param>
    public static Explanation Explain(EventCase @event, Decision decision, EventPolicy policy) =>
        Explain(Situation.Of(@event, policy), decision);

    /// <summary>What would decide an event otherwise than it was decided once, from the policy of now on.</summary>
    /// <param name="policy">The policy that changes start from.</param>
    public static Fixes FindFixes(EventCase @event, Decision decision, EventPolicy policy) =>
        FindFixes(Situation.Of(@event, policy), decision);

    // The form is taken for granted unless it is what was wrong.
    private static Explanation Explain(Situation situation, Decision decision)
    {
        var last = decision.Reason.ToRule();
        var rules = Enum.GetValues<DecisionRule>().Where(rule => rule == last || (rule < last && rule != DecisionRule.Form));
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

/// <summary>Why an event is decided as it is, and what would decide it otherwise.</summary>
/// <param name="Steps">The questions in their order, as far as they were asked; the last one decided.</param>
public sealed record Explanation(EventCase Event, Decision Decision, ImmutableArray<DecisionStep> Steps, Fixes Fixes)
{
    /// <summary>The rule that decided.</summary>
    public DecisionRule Rule => Decision.Reason.ToRule();
}

/// <summary>What would decide an event otherwise.</summary>
/// <param name="Flipping">The smallest changes after which it is rejected instead of accepted, or the reverse; the smallest first.</param>
/// <param name="ListsCanFlip">Whether some change of the lists can do that.</param>
/// <param name="GivingRight">Where it is accepted without the right to change customer data: the smallest changes that give it.</param>
public sealed record Fixes(ImmutableArray<SuggestedChange> Flipping, bool ListsCanFlip, ImmutableArray<SuggestedChange> GivingRight);

/// <summary>What to do so that an event is decided otherwise: all of its edits, and no fewer do.</summary>
/// <param name="Results">The verdict afterwards; more than one where not all is known of the event, each as wanted.</param>
/// <param name="SideEffects">What else changes, for the same event from other customers and for other events.</param>
public sealed record SuggestedChange(ImmutableArray<Edit> Edits, ImmutableArray<Decision> Results, ImmutableArray<SideEffect> SideEffects)
{
    /// <summary>The right to change customer data afterwards, whoever the customer is.</summary>
    public bool MayChangeData => Results.All(result => result.MayChangeData);

    /// <summary>Whether the right then needs no proof of who the customer is: the lists give it to everybody.</summary>
    public bool NeedsNoProof =>
        MayChangeData && Results.Any(result => result.Reason is not (DecisionReason.ListedWithJwt or DecisionReason.Authenticated));

    /// <summary>Whether it is done in the lists alone.</summary>
    public bool IsInLists => Edits.All(edit => edit.Place == EditPlace.Lists);

    /// <summary>Whether the lists stay as they are.</summary>
    public bool IsOutsideLists => Edits.All(edit => edit.Place != EditPlace.Lists);
}
