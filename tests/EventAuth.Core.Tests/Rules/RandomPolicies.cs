using EventAuth.Core.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace EventAuth.Core.Tests.Rules;

/// <summary>Generators of policies, with their way to smaller ones that fail too.</summary>
internal static class RandomPolicies
{
    private static readonly Gen<EventLists> s_lists = Gen.Choose(0, 10).Select(number => (EventLists)(number > 7 ? 0 : number));

    /// <summary>Policies with at most so many of these names.</summary>
    public static Gen<PolicyDraft> Of(Gen<string> names, int most) =>
        from count in Gen.Choose(0, most)
        from events in Events(names, count)
        from mode in Gen.Elements(Enum.GetValues<PolicyMode>())
        from others in Gen.Elements(Enum.GetValues<OtherEvents>())
        from hasKey in Gen.Elements(true, true, false)
        select new PolicyDraft(events, mode, others, hasKey);

    /// <summary>A policy and another one, or the same with one thing changed.</summary>
    public static Gen<(PolicyDraft Before, PolicyDraft After)> PairsOf(Gen<string> names, int most) =>
        from before in Of(names, most)
        from after in Gen.OneOf(Of(names, most), Changed(before, names))
        select (before, after);

    /// <summary>Smaller policies.</summary>
    public static IEnumerable<PolicyDraft> Shrink(PolicyDraft draft) =>
    [
        .. draft.Events.Select((_, place) => draft with { Events = [.. draft.Events.Where((_, other) => other != place)] }),
        .. draft.Mode == PolicyMode.Enforce ? Array.Empty<PolicyDraft>() : [draft with { Mode = PolicyMode.Enforce }],
        .. draft.Others == OtherEvents.Accept ? Array.Empty<PolicyDraft>() : [draft with { Others = OtherEvents.Accept }],
        .. draft.HasKey ? Array.Empty<PolicyDraft>() : [draft with { HasKey = true }],
    ];

    /// <summary>Smaller pairs.</summary>
    public static IEnumerable<(PolicyDraft Before, PolicyDraft After)> Shrink((PolicyDraft Before, PolicyDraft After) pair) =>
        Shrink(pair.Before).Select(smaller => (smaller, pair.After)).Concat(Shrink(pair.After).Select(smaller => (pair.Before, smaller)));

    private static Gen<(string Name, EventLists Lists)[]> Events(Gen<string> names, int count) =>
        Gen.ArrayOf(from name in names from lists in s_lists select (name, lists), count);

    private static Gen<PolicyDraft> Changed(PolicyDraft draft, Gen<string> names) => Gen.OneOf(
        Gen.Elements(Enum.GetValues<PolicyMode>()).Select(mode => draft with { Mode = mode }),
        Gen.Elements(Enum.GetValues<OtherEvents>()).Select(others => draft with { Others = others }),
        Gen.Constant(draft with { HasKey = !draft.HasKey }),
        Gen.Choose(0, draft.Events.Length).Select(place => draft with { Events = [.. draft.Events.Take(place)] }),
        Events(names, 1).Select(added => draft with { Events = [.. draft.Events, .. added] }));
}
