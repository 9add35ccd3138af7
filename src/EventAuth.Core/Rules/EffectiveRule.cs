using EventAuth.Core.Decisions;

namespace EventAuth.Core.Rules;

/// <summary>How one event is handled, by sender.</summary>
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

    /// <summary>Whether the verdict differs for any caller.</summary>
    public bool DiffersFrom(EffectiveRule other) => Callers.Any(caller => DiffersFrom(other, caller));

    /// <summary>
    /// Whether the verdict differs for this caller: accepted or not, the right to change customer data, the code of a rejection.
    /// The rule by which it is accepted makes no difference to the sender.
    /// </summary>
    public bool DiffersFrom(EffectiveRule other, Caller caller) => VerdictOf(this[caller]) != VerdictOf(other[caller]);

    private static (bool MayChangeData, DecisionReason? Rejection) VerdictOf(Decision decision) =>
        (decision.MayChangeData, decision.Accepted ? null : decision.Reason.Answered());
}
