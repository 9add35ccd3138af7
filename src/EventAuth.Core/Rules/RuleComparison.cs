using EventAuth.Core.Policies;

namespace EventAuth.Core.Rules;

/// <summary>Which events two policies decide differently.</summary>
public sealed class RuleComparison
{
    private readonly EventPolicy _before;
    private readonly EventPolicy _after;
    private readonly Dictionary<(EventLists Before, EventLists After), bool> _differs = [];

    /// <summary>Compares two policies.</summary>
    public RuleComparison(EventPolicy before, EventPolicy after)
    {
        (_before, _after) = (before, after);
        (Before, After) = (new EffectiveRules(before), new EffectiveRules(after));
        ListsOfDiffering = [.. Candidates().Where(each => DiffersFor(each.Before, each.After))];
        Differing = [.. ListsOfDiffering.Select(each => each.Name)];
    }

    /// <summary>What the first policy means.</summary>
    public EffectiveRules Before { get; }

    /// <summary>What the second policy means.</summary>
    public EffectiveRules After { get; }

    /// <summary>Whether events that are on no list of either policy are decided differently.</summary>
    public bool AnyOtherDiffers => Before.AnyOther.DiffersFrom(After.AnyOther);

    /// <summary>The events on a list of either policy that are decided differently, in byte order.</summary>
    public ImmutableArray<EventName> Differing { get; }

    /// <summary>The same events, with the lists that each is on.</summary>
    internal ImmutableArray<(EventName Name, EventLists Before, EventLists After)> ListsOfDiffering { get; }

    /// <summary>Whether nothing is decided differently.</summary>
    public bool IsEmpty => !AnyOtherDiffers && Differing.IsEmpty;

    /// <summary>The events on any list of either policy, in byte order.</summary>
    public IEnumerable<EventName> Listed => ListedEvents.Of(_before, _after).Select(each => each.Name);

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

    // There are few combinations of lists and there may be many events.
    private bool DiffersFor(EventLists before, EventLists after)
    {
        if (!_differs.TryGetValue((before, after), out var differs))
        {
            differs = Before[before].DiffersFrom(After[after]);
            _differs.Add((before, after), differs);
        }

        return differs;
    }

    // A policy and itself, as a page without a draft compares, need no walk through the lists.
    private IEnumerable<(EventName Name, EventLists Before, EventLists After)> Candidates() =>
        _before.Basis == _after.Basis && (_before.Certificate is null) == (_after.Certificate is null)
            && EventPolicy.Kinds.All(kind => ReferenceEquals(_before[kind], _after[kind]))
                ? []
                : ListedEvents.Of(_before, _after);
}

/// <summary>Events that each of two policies decides alike.</summary>
/// <param name="Events">The events, in byte order; at least one.</param>
/// <param name="After">What the second policy decides.</param>
public sealed record RuleGroup(ImmutableArray<EventName> Events, EffectiveRule Before, EffectiveRule After)
{
    /// <summary>Whether the two policies decide these events differently.</summary>
    public bool Differs => Before.DiffersFrom(After);
}
