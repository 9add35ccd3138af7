using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Rules;

/// <summary>
/// Every difference in effect between two policies, over all names that exist or may come. Computed and not sampled: an event is decided
/// by the lists it is on, by what every decision rests on and by who sends it, and each of these has few values.
/// </summary>
public sealed class PolicyEffects
{
    /// <summary>The senders that can make a difference; a bad token is rejected under any policy.</summary>
    private static readonly ImmutableArray<Caller> s_customers = [Caller.Anonymous, Caller.Known, Caller.ValidToken];

    /// <summary>Works out the effects of going from one policy to the other.</summary>
    public PolicyEffects(EventPolicy before, EventPolicy after)
        : this(new RuleComparison(before, after)) { }

    /// <summary>The same for policies that are compared already.</summary>
    public PolicyEffects(RuleComparison comparison)
    {
        var others = comparison.AnyOtherDiffers ? Of(comparison.Before.AnyOther, comparison.After.AnyOther) : [];
        All = [.. others, .. OfNamed(comparison)];
    }

    /// <summary>All of them; those of the events on no list first.</summary>
    public ImmutableArray<PolicyEffect> All { get; }

    /// <summary>Whether something that was rejected is accepted, or may newly change customer data: false means that nothing is.</summary>
    public bool Opens => All.Any(effect => effect.Opens);

    /// <summary>Whether something that was accepted is rejected, or loses the right to change data: false means that nothing is.</summary>
    public bool Closes => All.Any(effect => effect.Closes);

    // One walk through the events, which keeps their order: each is added to every effect that its lists have.
    private static IEnumerable<PolicyEffect> OfNamed(RuleComparison comparison)
    {
        var effects = new List<(PolicyEffect Effect, ImmutableArray<EventName>.Builder Events)>();
        var byLists = new Dictionary<(EventLists Before, EventLists After), ImmutableArray<EventName>.Builder[]>();
        foreach (var (name, before, after) in comparison.ListsOfDiffering)
        {
            if (!byLists.TryGetValue((before, after), out var alike))
            {
                alike = [.. Of(comparison.Before[before], comparison.After[after]).Select(EventsOf)];
                byLists.Add((before, after), alike);
            }

            foreach (var events in alike)
            {
                events.Add(name);
            }
        }

        return effects.Select(each => each.Effect with { Events = each.Events.DrainToImmutable() });

        ImmutableArray<EventName>.Builder EventsOf(PolicyEffect effect)
        {
            var known = effects.Find(each => each.Effect == effect);
            if (known.Events is null)
            {
                known = (effect, ImmutableArray.CreateBuilder<EventName>());
                effects.Add(known);
            }

            return known.Events;
        }
    }

    // Without the events.
    private static IEnumerable<PolicyEffect> Of(EffectiveRule before, EffectiveRule after) => s_customers
        .Where(customer => before.DiffersFrom(after, customer))
        .Select(customer => new PolicyEffect([], customer, before[customer], after[customer]));
}

/// <summary>Events from one kind of customer that two policies decide differently.</summary>
/// <param name="Events">The events, in byte order; none for all events that are on no list of either policy.</param>
/// <param name="Customer">Anonymous or known and without a token, or with a valid token.</param>
public sealed record PolicyEffect(ImmutableArray<EventName> Events, Caller Customer, Decision From, Decision To)
{
    /// <summary>Whether it is about all events that are on no list.</summary>
    public bool IsOfOthers => Events.IsEmpty;

    /// <summary>Whether they become accepted, or may newly change customer data.</summary>
    public bool Opens => (To.Accepted && !From.Accepted) || (To.MayChangeData && !From.MayChangeData);

    /// <summary>Whether they become rejected, or may no longer change customer data.</summary>
    public bool Closes => (From.Accepted && !To.Accepted) || (From.MayChangeData && !To.MayChangeData);
}
