namespace EventAuth.Storage.Catalog;

/// <summary>The entries by source, then action. Used by one thread at a time.</summary>
internal sealed class SortedCatalog
{
    private readonly SortedSet<CatalogItem> _items = new(CatalogOrders.BySource);

    // Null after a change, until somebody asks.
    private CatalogItem[]? _all;
    private CatalogItem[]? _shown;

    public void Add(CatalogItem item)
    {
        _items.Add(item);
        (_all, _shown) = (null, null);
    }

    public void Remove(CatalogItem item)
    {
        _items.Remove(item);
        (_all, _shown) = (null, null);
    }

    /// <summary>The array is never changed afterwards.</summary>
    public CatalogItem[] Items(bool withHidden)
    {
        _all ??= [.. _items];
        _shown ??= Array.FindAll(_all, item => !item.Hidden);
        return withHidden ? _all : _shown;
    }
}
