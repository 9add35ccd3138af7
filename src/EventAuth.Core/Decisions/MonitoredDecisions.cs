using EventAuth.Core.Policies;

namespace EventAuth.Core.Decisions;

/// <summary>
/// The decisions of <see cref="PolicyMode.Monitor"/>: an event is accepted as if no list rejected it, and the code that it would be
/// rejected with is kept. Both are one <see cref="DecisionReason"/>, so that they are recorded, counted and found like any other.
/// </summary>
public static class MonitoredDecisions
{
    private static readonly FrozenDictionary<DecisionReason, (DecisionReason Accepted, DecisionReason Rejected)> s_parts =
        new Dictionary<DecisionReason, (DecisionReason, DecisionReason)>
        {
            [DecisionReason.MonitoredListedAnonymousNeedsJwt] = (DecisionReason.ListedAnonymous, DecisionReason.JwtRequired),
            [DecisionReason.MonitoredAnonymousNeedsJwt] = (DecisionReason.AnonymousListEmpty, DecisionReason.JwtRequired),
            [DecisionReason.MonitoredKnownNeedsJwt] = (DecisionReason.KnownCustomer, DecisionReason.JwtRequired),
            [DecisionReason.MonitoredAnonymousNotAllowed] = (DecisionReason.AnonymousListEmpty, DecisionReason.NotAllowedForAnonymous),
            [DecisionReason.MonitoredAuthenticatedNotListed] = (DecisionReason.Authenticated, DecisionReason.NotListed),
            [DecisionReason.MonitoredKnownNotListed] = (DecisionReason.KnownCustomer, DecisionReason.NotListed),
            [DecisionReason.MonitoredAnonymousNotListed] = (DecisionReason.AnonymousListEmpty, DecisionReason.NotListed),
            [DecisionReason.MonitoredKnownOtherNeedsJwt] = (DecisionReason.KnownCustomer, DecisionReason.OtherNeedsJwt),
            [DecisionReason.MonitoredAnonymousOtherNeedsJwt] = (DecisionReason.AnonymousListEmpty, DecisionReason.OtherNeedsJwt),
        }.ToFrozenDictionary();

    private static readonly FrozenDictionary<(DecisionReason Accepted, DecisionReason Rejected), DecisionReason> s_reasons =
        s_parts.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>All of them.</summary>
    public static ImmutableArray<DecisionReason> All { get; } = [.. s_parts.Keys.Order()];

    /// <summary>Why enforcing would reject the event; null for any other decision.</summary>
    public static DecisionReason? Monitored(this DecisionReason reason) =>
        s_parts.TryGetValue(reason, out var parts) ? parts.Rejected : null;

    /// <summary>The reason whose code is in the answer: for a monitored decision, the one for which the event is accepted.</summary>
    public static DecisionReason Answered(this DecisionReason reason) =>
        s_parts.TryGetValue(reason, out var parts) ? parts.Accepted
        : reason == DecisionReason.OtherNeedsJwt ? DecisionReason.JwtRequired : reason;

    /// <summary>All decisions that have this reason in the answer.</summary>
    public static ImmutableArray<DecisionReason> AnsweredWith(DecisionReason answered) =>
        [.. Enum.GetValues<DecisionReason>().Where(reason => reason.Answered() == answered)];

    /// <summary>The decision on an event that would be rejected.</summary>
    internal static DecisionReason Of(DecisionReason rejected, EventLists listed, CustomerState customer)
    {
        var accepted = customer switch
        {
            CustomerState.Authenticated => DecisionReason.Authenticated,
            CustomerState.Known => DecisionReason.KnownCustomer,
            CustomerState.Anonymous when listed.HasFlag(EventLists.AnonymousWithoutJwt) => DecisionReason.ListedAnonymous,
            CustomerState.Anonymous => DecisionReason.AnonymousListEmpty,
        };
        return s_reasons[(accepted, rejected)];
    }
}
