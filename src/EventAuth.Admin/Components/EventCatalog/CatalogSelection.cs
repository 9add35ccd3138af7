using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>The discovered entries that a person has picked out, on whatever pages they stand.</summary>
public sealed class CatalogSelection
{
    private readonly HashSet<EventName> _actions = [];

    /// <summary>How many there are.</summary>
    public int Count => _actions.Count;

    /// <summary>Their names.</summary>
    public IReadOnlyCollection<EventName> Actions => _actions;

    /// <summary>Whether an entry can be picked at all.</summary>
    public static bool IsFor(EventDefinition entry) => entry.Source == EventSource.Discovered;

    /// <summary>Whether an entry is picked.</summary>
    public bool Contains(EventDefinition entry) => _actions.Contains(entry.Action);

    /// <summary>Picks an entry, or no longer.</summary>
    public void Set(EventDefinition entry, bool isPicked)
    {
        if (isPicked && IsFor(entry))
        {
            _actions.Add(entry.Action);
        }
        else
        {
            _actions.Remove(entry.Action);
        }
    }

    /// <summary>Picks none.</summary>
    public void Clear() => _actions.Clear();
}
