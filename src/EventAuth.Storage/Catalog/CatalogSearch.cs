using System.Collections;

namespace EventAuth.Storage.Catalog;

/// <summary>What a search finds, by reference: a view scrolls through 100,000 entries and only those it shows are created.</summary>
internal sealed class CatalogSearch : IReadOnlyList<EventDefinition>
{
    private const int LooksBetweenCancellations = 4096;

    private readonly CatalogItem[] _found;

    public CatalogSearch(CatalogIndex index, CatalogQuery query, CancellationToken cancellation)
    {
        var text = SearchText.Fold(query.Search.Trim());
        var all = text.Contains(CatalogItem.Separator) ? [] : index.Sorted(query.WithHidden);
        if (query.Filter is { } filter)
        {
            var since = filter.SeenSince?.ToUnixTimeMilliseconds() ?? 0;
            all = Array.FindAll(all, item => item.LastSeen >= since && Fits(item, filter));
        }

        if (query.Order == CatalogOrder.BestMatch)
        {
            _found = text.Length == 0 ? all : BestFirst(all, text, cancellation);
            return;
        }

        _found = text.Length == 0 ? [.. all] : Array.FindAll(all, item => item.Match(text) != CatalogItem.NoMatch);
        if (query.Order != CatalogOrder.Source)
        {
            Array.Sort(_found, CatalogOrders.Of(query.Order));
        }

        if (query.Descending)
        {
            Array.Reverse(_found);
        }
    }

    public int Count => _found.Length;

    public EventDefinition this[int index] => _found[index].Definition;

    public IEnumerator<EventDefinition> GetEnumerator() => _found.Select(item => item.Definition).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool Fits(CatalogItem item, CatalogFilter filter) =>
        (filter.Source is not { } source || item.Source == source)
        && !(filter.NeverSeen && item.LastSeen > 0)
        && filter.Named?.Invoke(item.Action) != false;

    // Nothing is sorted: equal matches stay in the order of the whole list.
    private static CatalogItem[] BestFirst(CatalogItem[] all, string text, CancellationToken cancellation)
    {
        var byMatch = Array.ConvertAll(new int[CatalogItem.NoMatch], _ => new List<CatalogItem>());
        for (var i = 0; i < all.Length; i++)
        {
            if (i % LooksBetweenCancellations == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (all[i].Match(text) is var match and < CatalogItem.NoMatch)
            {
                byMatch[match].Add(all[i]);
            }
        }

        return [.. byMatch.SelectMany(items => items)];
    }
}
