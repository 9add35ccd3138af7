using System.Collections;
using EventAuth.Core.Policies;

namespace EventAuth.Testing.Policies;

/// <summary>Each of the eight possible sets of lists for two events: every relation of the table, alone and mixed.</summary>
public sealed class PolicyPairs : IEnumerable<object[]>
{
    /// <inheritdoc/>
    public IEnumerator<object[]> GetEnumerator() =>
        (from first in Enumerable.Range(0, 8) from second in Enumerable.Range(0, 8) select new object[] { first, second }).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The policy that has the first and the second event on these lists.</summary>
    public static EventPolicy Policy(int first, int second) => EventPolicy.Kinds.Aggregate(
        EventPolicy.Empty, (policy, kind) => policy.With(kind, [.. Listed(first, kind, "first.event"), .. Listed(second, kind, "second.event")]));

    private static EventName[] Listed(int lists, EventListKind kind, string name) => ((EventLists)lists).HasFlag(kind.ToFlag()) ? [EventName.Parse(name)] : [];
}
