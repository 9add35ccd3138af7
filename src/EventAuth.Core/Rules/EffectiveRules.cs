using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Rules;

/// <summary>What a policy means for each event, worked out: every cell is what <see cref="EventDecider"/> answers.</summary>
public sealed class EffectiveRules
{
    private const EventLists AllLists = EventLists.AnonymousWithoutJwt | EventLists.UpdateWithoutJwt | EventLists.UpdateWithJwt;

    /// <summary>Everything that an event can be on: none of the lists, some or all.</summary>
    internal static ImmutableArray<EventLists> ListsOfEvents { get; } =
        [.. Enumerable.Range(0, (int)AllLists + 1).Select(listed => (EventLists)listed)];

    private readonly EventPolicy _policy;
    private readonly ImmutableArray<EffectiveRule> _byLists;

    /// <summary>Works out the rules of a policy. The cost does not depend on the length of the lists.</summary>
    public EffectiveRules(EventPolicy policy)
    {
        _policy = policy;
        var (basis, hasCertificate) = (policy.Basis, policy.Certificate is not null);
        _byLists = [.. ListsOfEvents.Select(listed => RuleOf(basis, listed, hasCertificate))];
    }

    /// <summary>The rule of every event that is on no list.</summary>
    public EffectiveRule AnyOther => this[EventLists.None];

    /// <summary>The rule of an event that is on these lists.</summary>
    public EffectiveRule this[EventLists listed] => _byLists[(int)listed];

    /// <summary>The rule of an event.</summary>
    public EffectiveRule this[EventName name] => this[ListsOf(name)];

    /// <summary>The lists that an event is on.</summary>
    public EventLists ListsOf(EventName name) => _policy.ListsOf(name);

    // Without a certificate no token can be checked, so none is valid.
    private static EffectiveRule RuleOf(DecisionBasis basis, EventLists listed, bool hasCertificate) => new(
        EventDecider.Decide(basis, listed, CustomerState.Anonymous),
        EventDecider.Decide(basis, listed, CustomerState.Known),
        hasCertificate ? EventDecider.Decide(basis, listed, CustomerState.Authenticated) : EventDecider.BadToken,
        EventDecider.BadToken);
}
