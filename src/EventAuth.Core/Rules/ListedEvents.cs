using EventAuth.Core.Policies;

namespace EventAuth.Core.Rules;

/// <summary>The events on any list of two policies, with the lists that each is on: one walk through all lists, in byte order.</summary>
internal static class ListedEvents
{
    /// <summary>Every event on a list of either policy, once.</summary>
    public static IEnumerable<(EventName Name, EventLists Before, EventLists After)> Of(EventPolicy before, EventPolicy after)
    {
        // A list that did not change is walked once for both.
        var walks = EventPolicy.Kinds
            .SelectMany(kind => ReferenceEquals(before[kind], after[kind])
                ? new[] { new Walk(before[kind], kind.ToFlag(), kind.ToFlag()) }
                : [new Walk(before[kind], kind.ToFlag(), EventLists.None), new Walk(after[kind], EventLists.None, kind.ToFlag())])
            .Where(walk => walk.Next())
            .ToList();
        while (walks.Count > 0)
        {
            var first = walks[0].Name;
            for (var i = 1; i < walks.Count; i++)
            {
                first = walks[i].Name < first ? walks[i].Name : first;
            }

            var (was, becomes) = (EventLists.None, EventLists.None);
            for (var i = walks.Count - 1; i >= 0; i--)
            {
                var walk = walks[i];
                if (walk.Name == first)
                {
                    (was, becomes) = (was | walk.Before, becomes | walk.After);
                    if (!walk.Next())
                    {
                        walks.RemoveAt(i);
                    }
                }
            }

            yield return (first, was, becomes);
        }
    }

    private sealed class Walk(ImmutableSortedSet<EventName> list, EventLists before, EventLists after)
    {
        private ImmutableSortedSet<EventName>.Enumerator _events = list.GetEnumerator();

        public EventLists Before => before;

        public EventLists After => after;

        public EventName Name => _events.Current;

        public bool Next() => _events.MoveNext();
    }
}
