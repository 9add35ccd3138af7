using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Explanations;

/// <summary>An event and what decides it. Each verdict comes from <see cref="EventDecider"/>, never from here.</summary>
/// <param name="HasCertificate">Whether there is a key to check tokens with.</param>
internal sealed record Situation(EventCase Event, EventPolicy Policy, bool HasCertificate)
{
    private static readonly EventLists[] AllCombinations =
        [.. Enumerable.Range(0, 1 << EventPolicy.Kinds.Length).Select(bits => (EventLists)bits)];

    /// <summary>The situation of an event under a policy. Without a certificate every token fails because of that.</summary>
    public static Situation Of(EventCase @event, EventPolicy policy)
    {
        var hasCertificate = policy.Certificate is not null;
        var lacksCertificate = !hasCertificate && @event is { Token: not PresentedToken.None, Cause: null };
        var known = lacksCertificate ? @event with { Cause = nameof(TokenFailure.NoCertificate) } : @event;
        return new Situation(known, policy, hasCertificate);
    }

    /// <summary>The verdict; more than one if not everything about the event is known.</summary>
    public IReadOnlyList<Decision> Decide()
    {
        var basis = Policy.Basis;
        return Event.Action is { } action
            ? DecideBy(basis, Policy.ListsOf(action))
            : [.. CombinationsWithin(basis.Filled).SelectMany(listed => DecideBy(basis, listed)).Distinct()];
    }

    /// <summary>Whether some choice of lists makes sure that the event is accepted, or rejected.</summary>
    public bool SomeListsMake(bool accepted) =>
        AllCombinations.Any(filled => CombinationsWithin(filled)
            .Any(listed => DecideBy(Policy.Basis with { Filled = filled }, listed).All(decision => decision.Accepted == accepted)));

    private Decision[] DecideBy(DecisionBasis basis, EventLists listed) => Event.FindRejection(HasCertificate) is { } rejection
        ? [new Decision(rejection, MayChangeData: false)]
        : [.. Event.PossibleCustomers.Select(customer => EventDecider.Decide(basis, listed, customer))];

    private static IEnumerable<EventLists> CombinationsWithin(EventLists filled) =>
        AllCombinations.Where(listed => (listed & filled) == listed);
}
