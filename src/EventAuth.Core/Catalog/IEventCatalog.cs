using EventAuth.Core.Policies;

namespace EventAuth.Core.Catalog;

/// <summary>The names of events that people pick from. Answers from memory; what it says is durable.</summary>
public interface IEventCatalog
{
    /// <summary>Raised after entries were added, removed or reworded; not for a new "last seen".</summary>
    event Action? Changed;

    /// <summary>How many entries there are, and how many names of accepted events did not fit.</summary>
    CatalogCount Count { get; }

    /// <summary>
    /// Entries whose action, display name, category or description contains the text, ignoring case and accents. Without a text: all.
    /// The whole result is held by reference, so that a view can scroll through it.
    /// </summary>
    ValueTask<IReadOnlyList<EventDefinition>> SearchAsync(CatalogQuery query, CancellationToken cancellation);

    /// <summary>One entry, or null.</summary>
    ValueTask<EventDefinition?> FindAsync(EventName action, CancellationToken cancellation);

    /// <summary>Adds a custom entry; false when the action has one already. A discovered entry becomes custom with the new words.</summary>
    Task<bool> TryAddAsync(EventDefinition definition, CancellationToken cancellation);

    /// <summary>Changes display name, description and category of an entry; false when it does not exist.</summary>
    Task<bool> TryUpdateAsync(EventName action, string displayName, string description, string category, CancellationToken cancellation);

    /// <summary>Hides discovered entries until shown again, or shows them. Returns the changed ones; ignores other names.</summary>
    Task<IReadOnlyList<EventName>> SetHiddenAsync(IReadOnlyCollection<EventName> actions, bool hidden, CancellationToken cancellation);

    /// <summary>Deletes discovered entries until their events come again. Returns the deleted ones; ignores other names.</summary>
    Task<IReadOnlyList<EventName>> DeleteAsync(IReadOnlyCollection<EventName> actions, CancellationToken cancellation);
}
