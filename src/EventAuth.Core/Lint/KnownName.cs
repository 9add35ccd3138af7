using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Lint;

/// <summary>A name with what is known about it.</summary>
/// <param name="seenSince">From when on an event counts as arriving.</param>
/// <param name="definition">Its entry in the catalogue, or null.</param>
internal sealed class KnownName(EventName name, EventLists lists, EventDefinition? definition, DateTimeOffset seenSince)
{
    public EventName Name => name;

    public EventLists Lists => lists;

    /// <summary>Whether events of this name were accepted recently.</summary>
    public bool Arrives => definition?.LastSeenAt >= seenSince;

    /// <summary>Whether the catalogue describes it: a name that was only seen may be a misspelling of its sender.</summary>
    public bool IsDescribed => definition is { Source: not EventSource.Discovered };

    /// <summary>Whether, of two names that are nearly the same, this is more likely the intended one.</summary>
    public bool IsLikelierThan(KnownName other) => Standing().CompareTo(other.Standing()) switch
    {
        0 => name < other.Name,
        var order => order > 0,
    };

    private (bool Arrives, bool IsDescribed, DateTimeOffset LastSeen) Standing() =>
        (Arrives, IsDescribed, definition?.LastSeenAt ?? DateTimeOffset.MinValue);
}
