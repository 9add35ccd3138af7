using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Rules;

/// <summary>What a policy means for each event, worked out: every cell is what <see cref="EventDecider"/> answers.</summary>
public sealed class EffectiveRules
{
    private const EventLists AllLists = EventLists.AnonymousWithoutJwt | EventLists.UpdateWithoutJwt | EventLists.UpdateWithJwt;

    private readonly EventPolicy _policy;
    private readonly ImmutableArray<EffectiveRule> _byLists;

    /// <summary>Works out the rules of a policy. Costs the same whatever the length of the lists.</summary>
    public EffectiveRules(EventPolicy policy)
    {
        _policy = policy;
        var (filled, hasCertificate) = (policy.FilledLists(), policy.Certificate is not null);
        _byLists = [.. Enumerable.Range(0, (int)AllLists + 1).Select(listed => RuleOf(filled, (EventLists)listed, hasCertificate))];
    }

    /// <summary>The rule of every event that is on no list.</summary>
    public EffectiveRule AnyOther => this[EventLists.None];

    /// <summary>The rule of an event that stands on these lists.</summary>
    public EffectiveRule this[EventLists listed] => _byLists[(int)listed];

    /// <summary>The rule of an event.</summary>
    public EffectiveRule this[EventName name] => this[ListsOf(name)];

    /// <summary>The lists on which an event stands.</summary>
    public EventLists ListsOf(EventName name) => _policy.ListsOf(name);

    // Without a certificate there is nothing to check a token with, so that none is valid.
    private static EffectiveRule RuleOf(EventLists filled, EventLists listed, bool hasCertificate) => new(
        EventDecider.Decide(filled, listed, CustomerState.Anonymous),
        EventDecider.Decide(filled, listed, CustomerState.Known),
        hasCertificate ? EventDecider.Decide(filled, listed, CustomerState.Authenticated) : EventDecider.BadToken,
        EventDecider.BadToken);
}

/// <summary>What becomes of one event, for each who may send it.</summary>
/// <param name="Anonymous">From an anonymous customer without a token.</param>
/// <param name="Known">From a known customer without a token.</param>
public sealed record EffectiveRule(Decision Anonymous, Decision Known, Decision ValidToken, Decision BadToken)
{
    /// <summary>All callers, in the order in which they are shown.</summary>
    public static ImmutableArray<Caller> Callers { get; } = [.. Enum.GetValues<Caller>()];

    /// <summary>The decision on one caller's event.</summary>
    public Decision this[Caller caller] => caller switch
    {
        Caller.Anonymous => Anonymous,
        Caller.Known => Known,
        Caller.ValidToken => ValidToken,
        Caller.BadToken => BadToken,
    };

    /// <summary>Whether anybody's event would meet another verdict.</summary>
    public bool DiffersFrom(EffectiveRule other) => Callers.Any(caller => DiffersFrom(other, caller));

    /// <summary>Whether this caller's event would meet another verdict: accepted or not, the right to change customer data, the code of a
    /// rejection. By which rule it is accepted is no difference to who sends it.</summary>
    public bool DiffersFrom(EffectiveRule other, Caller caller) => VerdictOf(this[caller]) != VerdictOf(other[caller]);

    private static (bool MayChangeData, DecisionReason? Rejection) VerdictOf(Decision decision) =>
        (decision.MayChangeData, decision.Accepted ? null : decision.Reason);
}

/// <summary>Who sends an event, in the four ways that make a difference: the columns of the decision table.</summary>
public enum Caller
{
    /// <summary>No token, and no profile with e-mail or customId behind the uuid.</summary>
    Anonymous,

    /// <summary>No token, and a profile with e-mail or customId behind the uuid.</summary>
    Known,

    /// <summary>A token that is valid by its form, its times and its signature.</summary>
    ValidToken,

    /// <summary>A token that is not valid.</summary>
    BadToken,
}
