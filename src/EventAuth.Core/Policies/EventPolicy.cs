using EventAuth.Core.Certificates;

namespace EventAuth.Core.Policies;

/// <summary>
/// What a marketer decided: three lists of events, what happens to all other events, the certificate, and what must never become
/// otherwise. Immutable; a change creates a new one.
/// </summary>
public sealed record EventPolicy
{
    private EventPolicy() { }

    /// <summary>All kinds, in the order on the page.</summary>
    public static ImmutableArray<EventListKind> Kinds { get; } = [.. Enum.GetValues<EventListKind>()];

    /// <summary>No event on any list and no certificate.</summary>
    public static EventPolicy Empty { get; } = new();

    /// <summary>The policy of a new installation.</summary>
    public static EventPolicy Initial { get; } = Empty
        .With(EventListKind.UpdateWithoutJwt, [EventName.Parse("form.submit"), EventName.Parse("client.login")])
        .With(EventListKind.UpdateWithJwt, [EventName.Parse("form.submit")]);

    /// <summary>The key with which the shop's backend signs, or null while none was defined.</summary>
    public Certificate? Certificate { get; private init; }

    /// <summary>Whether the lists reject events, or only show which ones they would reject.</summary>
    public PolicyMode Mode { get; init; }

    /// <summary>What happens to the events that are on no list.</summary>
    public OtherEvents OtherEvents { get; init; }

    /// <summary>What no change may break, in the order in which they were written.</summary>
    public ImmutableArray<Guarantee> Guarantees { get; init; } = [];

    /// <summary>What every decision rests on.</summary>
    public DecisionBasis Basis => new(FilledLists(), OtherEvents, Mode);

    private ImmutableArray<ImmutableSortedSet<EventName>> Lists { get; init; } =
        [.. Kinds.Select(_ => ImmutableSortedSet<EventName>.Empty)];

    /// <summary>The events of one list, in byte order.</summary>
    public ImmutableSortedSet<EventName> this[EventListKind kind] => Lists[(int)kind];

    /// <summary>The same policy with one whole list replaced.</summary>
    public EventPolicy With(EventListKind kind, IEnumerable<EventName> events) =>
        this with { Lists = Lists.SetItem((int)kind, events.ToImmutableSortedSet()) };

    /// <summary>The same policy with another certificate.</summary>
    public EventPolicy With(Certificate certificate) => this with { Certificate = certificate };

    /// <summary>The lists that an event is on.</summary>
    public EventLists ListsOf(EventName name) =>
        Kinds.Aggregate(EventLists.None, (lists, kind) => this[kind].Contains(name) ? lists | kind.ToFlag() : lists);

    /// <summary>The lists that are not empty.</summary>
    public EventLists FilledLists() =>
        Kinds.Aggregate(EventLists.None, (lists, kind) => this[kind].IsEmpty ? lists : lists | kind.ToFlag());

    /// <summary>Whether the three lists are those of another policy, whatever else differs.</summary>
    public bool HasListsOf(EventPolicy other) => Kinds.All(kind => this[kind].SetEquals(other[kind]));

    public bool Equals(EventPolicy? other) =>
        other is not null && Equals(Certificate?.Id, other.Certificate?.Id) && Basis == other.Basis
        && Guarantees.SequenceEqual(other.Guarantees) && HasListsOf(other);

    public override int GetHashCode() => HashCode.Combine(Certificate?.Id, Basis, Guarantees.Length);
}
