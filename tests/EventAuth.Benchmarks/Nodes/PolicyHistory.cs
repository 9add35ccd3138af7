using System.Collections.Concurrent;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.Benchmarks.Nodes;

/// <summary>What each version of the policy says: by it every answer is checked.</summary>
internal sealed class PolicyHistory
{
    private readonly ConcurrentDictionary<int, PolicyLists> _versions = new();

    public void Keep(int version, PolicyLists lists) => _versions[version] = lists;

    /// <summary>The reason that a version gives for an event; null for a version that is not known.</summary>
    public DecisionReason? Decide(int version, string action, CustomerState customer)
    {
        if (!_versions.TryGetValue(version, out var lists))
        {
            return null;
        }

        var (filled, listed) = (EventLists.None, EventLists.None);
        foreach (var (list, names) in new (EventLists, IReadOnlyList<string>)[]
        {
            (EventLists.AnonymousWithoutJwt, lists.AnonymousWithoutJwt),
            (EventLists.UpdateWithoutJwt, lists.UpdateWithoutJwt),
            (EventLists.UpdateWithJwt, lists.UpdateWithJwt),
        })
        {
            filled |= names.Count > 0 ? list : EventLists.None;
            listed |= names.Contains(action) ? list : EventLists.None;
        }

        return EventDecider.Decide(new DecisionBasis(filled, OtherEvents.Accept, PolicyMode.Enforce), listed, customer).Reason;
    }
}
