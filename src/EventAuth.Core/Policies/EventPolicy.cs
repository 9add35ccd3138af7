using EventAuth.Core.Certificates;

namespace EventAuth.Core.Policies;

/// <summary>What a marketer decided: three lists of events and the certificate. Immutable; a change creates a new one.</summary>
public sealed class EventPolicy : IEquatable<EventPolicy>
{
    private readonly ImmutableArray<ImmutableSortedSet<EventName>> _lists;

    private EventPolicy(ImmutableArray<ImmutableSortedSet<EventName>> lists, Certificate? certificate)
    {
        _lists = lists;
        Certificate = certificate;
    }

    /// <summary>All kinds, in the order on the page.</summary>
    public static ImmutableArray<EventListKind> Kinds { get; } = [.. Enum.GetValues<EventListKind>()];

    /// <summary>No event on any list and no certificate.</summary>
    public static EventPolicy Empty { get; } = new([.. Kinds.Select(_ => ImmutableSortedSet<EventName>.Empty)], null);

    /// <summary>The policy of a new installation.</summary>
    public static EventPolicy Initial { get; } = Empty
        .With(EventListKind.UpdateWithoutJwt, [EventName.Parse("form.submit"), EventName.Parse("client.login")])
        .With(EventListKind.UpdateWithJwt, [EventName.Parse("form.submit")]);

    /// <summary>The key with which the shop's backend signs, or null while none was defined.</summary>
    public Certificate? Certificate { get; }

    /// <summary>The events of one list, in byte order.</summary>
    public ImmutableSortedSet<EventName> this[EventListKind kind] => _lists[(int)kind];

    /// <summary>The same policy with one whole list replaced.</summary>
    public EventPolicy With(EventListKind kind, IEnumerable<EventName> events) =>
        new(_lists.SetItem((int)kind, events.ToImmutableSortedSet()), Certificate);

    /// <summary>The same policy with another certificate.</summary>
    public EventPolicy With(Certificate certificate) => new(_lists, certificate);

    /// <summary>The lists that an event is on.</summary>
    public EventLists ListsOf(EventName name) =>
        Kinds.Aggregate(EventLists.None, (lists, kind) => this[kind].Contains(name) ? lists | kind.ToFlag() : lists);

    /// <summary>The lists that are not empty.</summary>
    public EventLists FilledLists() =>
        Kinds.Aggregate(EventLists.None, (lists, kind) => this[kind].IsEmpty ? lists : lists | kind.ToFlag());

    /// <summary>Whether the three lists are those of another policy, whatever the certificates.</summary>
    public bool HasListsOf(EventPolicy other) => Kinds.All(kind => this[kind].SetEquals(other[kind]));

    public bool Equals(EventPolicy? other) =>
        other is not null && Equals(Certificate?.Id, other.Certificate?.Id) && HasListsOf(other);

    public override bool Equals(object? obj) => Equals(obj as EventPolicy);

    public override int GetHashCode() => HashCode.Combine(Certificate?.Id, this[0].Count, this[EventListKind.UpdateWithoutJwt].Count);
}
