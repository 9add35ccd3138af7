using System.Collections.Concurrent;

namespace EventAuth.Storage.Catalog;

/// <summary>The whole catalogue in memory, as the database holds it: filled at start and updated after the commit of each change.</summary>
internal sealed class CatalogIndex
{
    /// <summary>How many names that did not fit are counted separately.</summary>
    private const int MaxLeftOut = 100_000;

    private readonly ConcurrentDictionary<EventName, CatalogItem> _items = new();
    private readonly ConcurrentDictionary<EventName, byte> _leftOut = new();
    private readonly Lock _gate = new();
    private readonly SortedSet<CatalogItem> _inOrder = new(CatalogOrders.BySource);

    // Null after a change, until it is needed.
    private CatalogItem[]? _sorted;
    private CatalogItem[]? _shown;
    private int _discovered;
    private int _hidden;

    public event Action? Changed;

    public int Discovered => Volatile.Read(ref _discovered);

    public CatalogCount Count
    {
        get
        {
            lock (_gate)
            {
                return new CatalogCount(_items.Count - _hidden, _leftOut.Count, _hidden);
            }
        }
    }

    public IReadOnlyCollection<EventName> Names => [.. _items.Keys];

    public CatalogItem? Find(EventName action) => _items.GetValueOrDefault(action);

    public void Publish(IReadOnlyCollection<EventDefinition> definitions)
    {
        lock (_gate)
        {
            foreach (var definition in definitions)
            {
                Put(new CatalogItem(definition));
            }
        }

        Announce();
    }

    public void Remove(IReadOnlyCollection<EventName> actions)
    {
        lock (_gate)
        {
            foreach (var action in actions)
            {
                Take(action);
            }
        }

        Announce();
    }

    /// <summary>Takes over what the database holds. Announced only where that is something else.</summary>
    /// <param name="before">The names that were here before it was read: those that are not among the entries were deleted.</param>
    public void Replace(IReadOnlyCollection<EventName> before, IReadOnlyCollection<EventDefinition> definitions)
    {
        var isChanged = false;
        lock (_gate)
        {
            var kept = definitions.Select(definition => definition.Action).ToHashSet();
            foreach (var action in before.Where(action => !kept.Contains(action)))
            {
                Take(action);
                isChanged = true;
            }

            foreach (var definition in definitions)
            {
                var old = Find(definition.Action);
                old?.Seen(definition.LastSeenAt?.ToUnixTimeMilliseconds() ?? 0);
                if (old?.Is(definition) != true)
                {
                    // What it is now, also where it was of another source before.
                    Take(definition.Action);
                    var item = new CatalogItem(definition);
                    item.Seen(old?.LastSeen ?? 0);
                    Put(item);
                    isChanged = true;
                }
            }
        }

        if (isChanged)
        {
            Announce();
        }
    }

    /// <summary>Counts an accepted event whose name did not fit.</summary>
    public void LeaveOut(EventName action)
    {
        if (_leftOut.Count < MaxLeftOut)
        {
            _leftOut.TryAdd(action, 0);
        }
    }

    /// <summary>All entries by source, then action. The array is never changed afterwards.</summary>
    /// <param name="withHidden">Whether to include hidden ones.</param>
    public CatalogItem[] Sorted(bool withHidden)
    {
        lock (_gate)
        {
            _sorted ??= [.. _inOrder];
            _shown ??= _hidden == 0 ? _sorted : Array.FindAll(_sorted, item => !item.Hidden);
            return withHidden ? _sorted : _shown;
        }
    }

    // Listeners are pages; the writer of events, which calls here too, does not wait for them.
    private void Announce() => ThreadPool.UnsafeQueueUserWorkItem(static changed => changed?.Invoke(), Changed, preferLocal: false);

    private void Note(CatalogItem item, int change)
    {
        (_sorted, _shown) = (null, null);
        _discovered += item.Source == EventSource.Discovered ? change : 0;
        _hidden += item.Hidden ? change : 0;
    }

    private void Take(EventName action)
    {
        if (_items.TryRemove(action, out var item))
        {
            Note(item, -1);
            _inOrder.Remove(item);
        }
    }

    private void Put(CatalogItem item)
    {
        if (_items.TryGetValue(item.Action, out var old))
        {
            if (item.Source == EventSource.Discovered && old.Source != EventSource.Discovered)
            {
                // A person named it while the first event of this name was being written.
                old.Seen(item.LastSeen);
                return;
            }

            item.Seen(old.LastSeen);
            Note(old, -1);
            _inOrder.Remove(old);
        }

        Note(item, 1);
        _leftOut.TryRemove(item.Action, out _);
        _items[item.Action] = item;
        _inOrder.Add(item);
    }
}
