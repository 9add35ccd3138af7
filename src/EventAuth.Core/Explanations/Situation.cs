using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Explanations;

/// <summary>An event and what decides it. Each verdict is asked of <see cref="EventDecider"/>, never known here.</summary>
/// <param name="HasCertificate">Whether there is a key to check tokens with.</param>
internal sealed record Situation(EventCase Event, EventPolicy Policy, bool HasCertificate)
{
    private static readonly EventLists[] AllCombinations =
        [.. Enumerable.Range(0, 1 << EventPolicy.Kinds.Length).Select(bits => (EventLists)bits)];

    /// <summary>How an event stands under a policy. Without a certificate that is what is wrong with each token.</summary>
    public static Situation Of(EventCase @event, EventPolicy policy)
    {
        var hasCertificate = policy.Certificate is not null;
        var lacksCertificate = !hasCertificate && @event is { Token: not PresentedToken.None, Cause: null };
        var known = lacksCertificate ? @event with { Cause = nameof(TokenFailure.NoCertificate) } : @event;
        return new Situation(known, policy, hasCertificate);
    }

    /// <summary>The verdict; more than one where not all is known of the event.</summary>
    public IReadOnlyList<Decision> Decide()
    {
        var filled = Policy.FilledLists();
        return Event.Action is { } action
            ? DecideBy(filled, Policy.ListsOf(action))
            : [.. CombinationsWithin(filled).SelectMany(listed => DecideBy(filled, listed)).Distinct()];
    }

    /// <summary>Whether there are lists, whatever stands on them, by which the event is surely accepted, or rejected.</summary>
    public bool SomeListsMake(bool accepted) =>
        AllCombinations.Any(filled => CombinationsWithin(filled)
            .Any(listed => DecideBy(filled, listed).All(decision => decision.Accepted == accepted)));

    private Decision[] DecideBy(EventLists filled, EventLists listed) => Event.FindRejection(HasCertificate) is { } rejection
        ? [new Decision(rejection, MayChangeData: false)]
        : [.. Event.PossibleCustomers.Select(customer => EventDecider.Decide(filled, listed, customer))];

    private static IEnumerable<EventLists> CombinationsWithin(EventLists filled) =>
        AllCombinations.Where(listed => (listed & filled) == listed);
}
