using System.Collections.Immutable;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Lint;

/// <summary>Finds events on the lists that do not arrive.</summary>
internal static class UnseenEvents
{
    /// <summary>
    /// At most one finding for each list. Where a list cannot let its events in, or another one wins, that they do not arrive says nothing;
    /// nor does it say anything of an event that was put on the list since.
    /// </summary>
    public static IEnumerable<PolicyFinding> Find(
        EventPolicy policy, IReadOnlyCollection<KnownName> listed, Func<EventListKind, EventName, bool> isListedSince)
    {
        foreach (var list in EventPolicy.Kinds)
        {
            var events = listed.Where(name => !name.Arrives && Decides(list, name.Lists) && isListedSince(list, name.Name))
                .Select(name => name.Name).Order().ToImmutableArray();
            if (!events.IsEmpty && (list != EventListKind.UpdateWithJwt || policy.Certificate is not null))
            {
                yield return new(PolicyFindingKind.NotSeen, list, events, Removal.Of(policy, list, events));
            }
        }
    }

    private static bool Decides(EventListKind list, EventLists lists) =>
        lists.HasFlag(list.ToFlag()) && (list == EventListKind.UpdateWithJwt || !lists.HasFlag(EventLists.UpdateWithJwt));
}
