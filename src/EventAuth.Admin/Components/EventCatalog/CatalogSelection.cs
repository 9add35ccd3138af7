namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>The entries that a person has selected, on any page.</summary>
public sealed class CatalogSelection
{
    private readonly Dictionary<EventName, EventSource> _entries = [];

    /// <summary>How many there are.</summary>
    public int Count => _entries.Count;

    /// <summary>Their names.</summary>
    public IReadOnlyCollection<EventName> Actions => _entries.Keys;

    /// <summary>The names of those that can be hidden and deleted.</summary>
    public IReadOnlyList<EventName> Discovered =>
        [.. _entries.Where(entry => entry.Value == EventSource.Discovered).Select(entry => entry.Key)];

    /// <summary>Whether an entry is selected.</summary>
    public bool Contains(EventDefinition entry) => _entries.ContainsKey(entry.Action);

    /// <summary>Selects or deselects entries.</summary>
    public void Set(IEnumerable<EventDefinition> entries, bool isPicked)
    {
        foreach (var entry in entries)
        {
            _ = isPicked ? _entries.TryAdd(entry.Action, entry.Source) : _entries.Remove(entry.Action);
        }
    }

    /// <summary>Clears the selection.</summary>
    public void Clear() => _entries.Clear();
}
