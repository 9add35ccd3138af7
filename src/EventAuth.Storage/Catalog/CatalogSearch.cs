using System.Buffers;
using System.Collections;

namespace EventAuth.Storage.Catalog;

/// <summary>What a search finds, by reference: a view rolls through 100,000 entries and only those it shows are made.</summary>
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
            Array.Sort(_found, OrderOf(query.Order));
        }

        if (query.Descending)
        {
            Array.Reverse(_found);
        }
    }

    public static Comparer<CatalogItem> BySource { get; } = By((left, right) => (int)left.Source - (int)right.Source);

    public int Count => _found.Length;

    public EventDefinition this[int index] => _found[index].Definition;

    public IEnumerator<EventDefinition> GetEnumerator() => _found.Select(item => item.Definition).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool Fits(CatalogItem item, CatalogFilter filter) =>
        (filter.Source is not { } source || item.Source == source)
        && !(filter.NeverSeen && item.LastSeen > 0)
        && filter.Named?.Invoke(item.Action) != false;

    private static Comparer<CatalogItem> OrderOf(CatalogOrder order) => order switch
    {
        CatalogOrder.BestMatch or CatalogOrder.Source => BySource,
        CatalogOrder.DisplayName => By((left, right) => left.FoldedDisplayName.SequenceCompareTo(right.FoldedDisplayName)),
        CatalogOrder.Action => By((_, _) => 0),
        CatalogOrder.Category => By((left, right) => left.FoldedCategory.SequenceCompareTo(right.FoldedCategory)),

        // Read from its end, as people read it, those seen at the same time or never are by name.
        CatalogOrder.LastSeen => Comparer<CatalogItem>.Create((left, right) =>
            left.LastSeen.CompareTo(right.LastSeen) is var byTime and not 0 ? byTime
            : right.FoldedDisplayName.SequenceCompareTo(left.FoldedDisplayName) is var byName and not 0 ? byName
            : right.Action.CompareTo(left.Action)),
    };

    // Ties are broken by action.
    private static Comparer<CatalogItem> By(Comparison<CatalogItem> order) => Comparer<CatalogItem>.Create(
        (left, right) => order(left, right) is var first and not 0 ? first : left.Action.CompareTo(right.Action));

    // Nothing is sorted: equal matches stay in the order of the whole list.
    private static CatalogItem[] BestFirst(CatalogItem[] all, string text, CancellationToken cancellation)
    {
        var matches = ArrayPool<byte>.Shared.Rent(all.Length);
        try
        {
            Span<int> places = stackalloc int[CatalogItem.NoMatch + 1];
            places.Clear();
            for (var i = 0; i < all.Length; i++)
            {
                if (i % LooksBetweenCancellations == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                matches[i] = (byte)all[i].Match(text);
                places[matches[i]]++;
            }

            // From how many there are of each match to where the first of them stands.
            var found = new CatalogItem[all.Length - places[CatalogItem.NoMatch]];
            var next = 0;
            foreach (ref var place in places)
            {
                (place, next) = (next, next + place);
            }

            for (var i = 0; i < all.Length; i++)
            {
                if (matches[i] != CatalogItem.NoMatch)
                {
                    found[places[matches[i]]++] = all[i];
                }
            }

            return found;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(matches);
        }
    }
}
