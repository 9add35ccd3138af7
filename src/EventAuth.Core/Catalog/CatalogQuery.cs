using EventAuth.Core.Policies;

namespace EventAuth.Core.Catalog;

/// <summary>What to look for in the catalogue and in which order.</summary>
/// <param name="Search">Part of action, display name, category or description; empty for all.</param>
/// <param name="Descending">Whether the order is reversed; not for <see cref="CatalogOrder.BestMatch"/>.</param>
/// <param name="Filter">Further conditions; null for none.</param>
/// <param name="Order">The order of the result.</param>
/// <param name="WithHidden">Whether hidden entries are found too.</param>
public sealed record CatalogQuery(
    string Search = "",
    CatalogOrder Order = CatalogOrder.BestMatch,
    bool Descending = false,
    bool WithHidden = false,
    CatalogFilter? Filter = null);

/// <summary>Which entries of the catalogue to find.</summary>
/// <param name="Source">Where they come from; null for anywhere.</param>
/// <param name="SeenSince">Since when they must have been seen; null without a limit.</param>
/// <param name="NeverSeen">Whether to find only those that were never seen.</param>
/// <param name="Named">A condition on their names; null for none.</param>
public sealed record CatalogFilter(
    EventSource? Source = null, DateTimeOffset? SeenSince = null, bool NeverSeen = false, Predicate<EventName>? Named = null);

/// <summary>The orders of a catalogue view; ties are broken by action.</summary>
public enum CatalogOrder
{
    /// <summary>Action equal, begins with, word begins with, contains; then other fields. Without a text: <see cref="Source"/>.</summary>
    BestMatch,

    /// <summary>Standard, custom, discovered.</summary>
    Source,
    DisplayName,
    Action,
    Category,

    /// <summary>Never seen, then the oldest first; descending, those seen at the same time or never are by display name.</summary>
    LastSeen,
}

/// <summary>The size of the catalogue.</summary>
/// <param name="Entries">How many entries there are, without the hidden ones.</param>
/// <param name="LeftOut">How many distinct names of accepted events did not fit (counted up to a limit).</param>
public readonly record struct CatalogCount(int Entries, int LeftOut, int Hidden);
