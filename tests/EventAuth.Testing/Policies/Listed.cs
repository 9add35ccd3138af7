using EventAuth.Core.Catalog;
using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;

namespace EventAuth.Testing.Policies;

/// <summary>Short ways to write policies and entries of a catalogue.</summary>
public static class Listed
{
    public const EventListKind Anonymous = EventListKind.AnonymousWithoutJwt;
    public const EventListKind WithoutJwt = EventListKind.UpdateWithoutJwt;
    public const EventListKind WithJwt = EventListKind.UpdateWithJwt;

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly Certificate Key = new("c2", "PEM", new string('0', 64), 2048, DateTimeOffset.UnixEpoch, "anna@shop.example");

    public static readonly EventPolicy Policy = EventPolicy.Empty.With(Key);

    public static EventPolicy With(this EventPolicy policy, EventListKind list, params string[] names) => policy.With(list, Names(names));

    public static EventName[] Names(params string[] names) => [.. names.Select(EventName.Parse)];

    /// <summary>An entry that was last seen this many days ago; null for never.</summary>
    public static EventDefinition Entry(string action, int? daysAgo = null, EventSource source = EventSource.Discovered) =>
        new(EventName.Parse(action), action, "", "", source, daysAgo is { } days ? Now.AddDays(-days) : null);
}
