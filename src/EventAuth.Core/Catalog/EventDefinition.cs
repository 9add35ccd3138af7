using EventAuth.Core.Policies;

namespace EventAuth.Core.Catalog;

/// <summary>An entry of the event catalogue.</summary>
/// <param name="Action">The event's name; never changes.</param>
/// <param name="DisplayName">What people call it; 1 to 80 characters.</param>
/// <param name="Description">What it means; at most 500 characters, may be empty.</param>
/// <param name="Category">The group it belongs to; at most 60 characters, may be empty.</param>
/// <param name="LastSeenAt">When an event of this name was last accepted, in UTC; null for never.</param>
/// <param name="Hidden">Whether people hid it; only a discovered entry can be hidden.</param>
public sealed record EventDefinition(
    EventName Action,
    string DisplayName,
    string Description,
    string Category,
    EventSource Source,
    DateTimeOffset? LastSeenAt,
    bool Hidden = false)
{
    public const int MaxDisplayNameLength = 80;

    public const int MaxDescriptionLength = 500;

    public const int MaxCategoryLength = 60;
}

/// <summary>Where an entry of the catalogue comes from. Stored by number; the order is the one shown in lists.</summary>
public enum EventSource
{
    /// <summary>Part of every installation.</summary>
    Standard,

    /// <summary>Made by a person.</summary>
    Custom,

    /// <summary>Seen at the ingest endpoint before anybody defined it.</summary>
    Discovered,
}
