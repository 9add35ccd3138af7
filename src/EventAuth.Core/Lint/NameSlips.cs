using EventAuth.Core.Policies;

namespace EventAuth.Core.Lint;

/// <summary>Finds names on the lists that are probably typing errors, or that leave out another spelling that arrives too.</summary>
internal sealed class NameSlips
{
    private readonly Dictionary<EventListKind, SortedDictionary<EventName, NearPair>> _byList =
        EventPolicy.Kinds.ToDictionary(kind => kind, _ => new SortedDictionary<EventName, NearPair>());

    /// <summary>At most one finding for each list.</summary>
    public static IEnumerable<PolicyFinding> Find(EventPolicy policy, IEnumerable<KnownName> names, CancellationToken cancellation)
    {
        var slips = new NameSlips();
        NearNames.Find(names, slips.Judge, cancellation);
        return slips._byList.Where(list => list.Value.Count > 0).Select(list => ToFinding(policy, list.Key, [.. list.Value.Values]));
    }

    private void Judge(NearPair pair)
    {
        if (pair.Name.Arrives)
        {
            // The likelier one arrives as well. Two spellings of one event should be treated alike; names one letter apart are two events.
            if (pair.SameLetters)
            {
                // Each name is missing on the lists of the other one.
                NoteWhere(pair.Name.Lists & ~pair.Likelier.Lists, pair with { Likelier = pair.Name, Name = pair.Likelier });
                NoteWhere(pair.Likelier.Lists & ~pair.Name.Lists, pair);
            }
        }
        else if (pair.SameLetters || !pair.Name.IsDescribed || !pair.Likelier.IsDescribed)
        {
            NoteWhere(pair.Name.Lists, pair);
        }
    }

    private void NoteWhere(EventLists lists, NearPair pair)
    {
        foreach (var kind in EventPolicy.Kinds.Where(kind => lists.HasFlag(kind.ToFlag())))
        {
            var pairs = _byList[kind];
            if (!pairs.TryGetValue(pair.Name.Name, out var known) || pair.Likelier.IsLikelierThan(known.Likelier))
            {
                pairs[pair.Name.Name] = pair;
            }
        }
    }

    private static PolicyFinding ToFinding(EventPolicy policy, EventListKind list, ImmutableArray<NearPair> pairs)
    {
        var listed = policy[list];
        var missing = pairs.Where(pair => !listed.Contains(pair.Name.Name)).Select(pair => pair.Name.Name).ToImmutableArray();
        var slips = pairs.Where(pair => listed.Contains(pair.Name.Name)).ToList();
        // A likelier name on another list has its own meaning there, which this list must not change.
        var replacing = slips.Select(pair => pair.Likelier).Where(name => name.Lists == EventLists.None).Select(name => name.Name);
        var add = missing.Concat(replacing).ToImmutableSortedSet();
        var remove = slips.Select(pair => pair.Name.Name).ToImmutableArray();
        var fix = add.IsEmpty ? Removal.Of(policy, list, remove) : new Fix.ChangeList(list, [.. add], remove);
        return new(PolicyFindingKind.NearlyTheSame, list, [.. pairs.Select(pair => pair.Name.Name)], fix)
        {
            Resembled = [.. pairs.Select(pair => pair.Likelier.Name)],
        };
    }
}
