using EventAuth.Core.Decisions;

namespace EventAuth.Core.Rules;

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

    /// <summary>
    /// Whether this caller's event would meet another verdict: accepted or not, the right to change customer data, the code of a rejection.
    /// By which rule it is accepted is no difference to who sends it.
    /// </summary>
    public bool DiffersFrom(EffectiveRule other, Caller caller) => VerdictOf(this[caller]) != VerdictOf(other[caller]);

    private static (bool MayChangeData, DecisionReason? Rejection) VerdictOf(Decision decision) =>
        (decision.MayChangeData, decision.Accepted ? null : decision.Reason);
}
