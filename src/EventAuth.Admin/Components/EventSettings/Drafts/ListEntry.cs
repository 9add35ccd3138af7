using EventAuth.Core.Policies;

namespace EventAuth.Admin.Components.EventSettings.Drafts;

/// <summary>One event on one list.</summary>
/// <param name="List">Which list.</param>
/// <param name="Name">The event.</param>
public readonly record struct ListEntry(EventListKind List, EventName Name);
