namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>The entries that a person has picked out, on whatever pages they stand.</summary>
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

    /// <summary>Whether an entry is picked.</summary>
    public bool Contains(EventDefinition entry) => _entries.ContainsKey(entry.Action);

    /// <summary>Picks entries, or no longer.</summary>
    public void Set(IEnumerable<EventDefinition> entries, bool isPicked)
    {
        foreach (var entry in entries)
        {
            _ = isPicked ? _entries.TryAdd(entry.Action, entry.Source) : _entries.Remove(entry.Action);
        }
    }

    /// <summary>Picks none.</summary>
    public void Clear() => _entries.Clear();
}
