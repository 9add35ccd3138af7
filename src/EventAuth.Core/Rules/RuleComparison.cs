using EventAuth.Core.Policies;

namespace EventAuth.Core.Rules;

/// <summary>Which events two policies decide differently.</summary>
public sealed class RuleComparison
{
    private readonly EventPolicy _before;
    private readonly EventPolicy _after;

    /// <summary>Compares two policies.</summary>
    public RuleComparison(EventPolicy before, EventPolicy after)
    {
        (_before, _after) = (before, after);
        (Before, After) = (new EffectiveRules(before), new EffectiveRules(after));
        Differing = [.. Candidates().Distinct().Where(Differs).Order()];
    }

    /// <summary>What the first policy means.</summary>
    public EffectiveRules Before { get; }

    /// <summary>What the second policy means.</summary>
    public EffectiveRules After { get; }

    /// <summary>Whether events that are on no list of either policy are decided differently.</summary>
    public bool AnyOtherDiffers => Before.AnyOther.DiffersFrom(After.AnyOther);

    /// <summary>The events on a list of either policy that are decided differently, in byte order.</summary>
    public ImmutableArray<EventName> Differing { get; }

    /// <summary>Whether nothing is decided differently.</summary>
    public bool IsEmpty => !AnyOtherDiffers && Differing.IsEmpty;

    /// <summary>The events on any list of either policy, in byte order.</summary>
    public IEnumerable<EventName> Listed => EventPolicy.Kinds.SelectMany(kind => _before[kind].Concat(_after[kind])).Distinct().Order();

    /// <summary>How many entries the longer version of each list has, added up.</summary>
    public int ListedCount => EventPolicy.Kinds.Sum(kind => Math.Max(_before[kind].Count, _after[kind].Count));

    /// <summary>Whether an event is decided differently.</summary>
    public bool Differs(EventName name) => Before[name].DiffersFrom(After[name]);

    /// <summary>Groups events that are decided alike, before and after; those with a difference first.</summary>
    public ImmutableArray<RuleGroup> Group(IEnumerable<EventName> names) =>
    [
        .. names.GroupBy(name => (Before[name], After[name]))
            .Select(alike => new RuleGroup([.. alike], alike.Key.Item1, alike.Key.Item2))
            .OrderByDescending(group => group.Differs),
    ];

    // Which lists are filled and whether there is a certificate affects every event. If these stay the same, an event is decided
    // differently only if it is added to or removed from a list, so unchanged entries of long lists are skipped.
    private IEnumerable<EventName> Candidates() =>
        _before.FilledLists() == _after.FilledLists() && (_before.Certificate is null) == (_after.Certificate is null)
            ? EventPolicy.Kinds.SelectMany(kind => Difference(_before[kind], _after[kind]))
            : EventPolicy.Kinds.SelectMany(kind => _before[kind].Concat(_after[kind]));

    private static IEnumerable<EventName> Difference(ImmutableSortedSet<EventName> one, ImmutableSortedSet<EventName> other)
    {
        if (ReferenceEquals(one, other))
        {
            yield break;
        }

        using var left = one.GetEnumerator();
        using var right = other.GetEnumerator();
        var (hasLeft, hasRight) = (left.MoveNext(), right.MoveNext());
        while (hasLeft || hasRight)
        {
            var order = !hasRight ? -1 : !hasLeft ? 1 : left.Current.CompareTo(right.Current);
            if (order != 0)
            {
                yield return order < 0 ? left.Current : right.Current;
            }

            hasLeft = order <= 0 ? left.MoveNext() : hasLeft;
            hasRight = order >= 0 ? right.MoveNext() : hasRight;
        }
    }
}

/// <summary>Events that each of two policies decides alike.</summary>
/// <param name="Events">The events, in byte order; at least one.</param>
/// <param name="After">What the second policy decides.</param>
public sealed record RuleGroup(ImmutableArray<EventName> Events, EffectiveRule Before, EffectiveRule After)
{
    /// <summary>Whether the two policies decide these events differently.</summary>
    public bool Differs => Before.DiffersFrom(After);
}
