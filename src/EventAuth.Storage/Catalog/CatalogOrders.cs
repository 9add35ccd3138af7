using EventAuth.Core.Catalog;

namespace EventAuth.Storage.Catalog;

/// <summary>The orders of the catalogue; ties are broken by action.</summary>
internal static class CatalogOrders
{
    public static Comparer<CatalogItem> BySource { get; } = By(item => (int)item.Source);

    /// <summary>The order of a view; best match is not one, it depends on the text.</summary>
    public static Comparer<CatalogItem> Of(CatalogOrder order) => order switch
    {
        CatalogOrder.BestMatch or CatalogOrder.Source => BySource,
        CatalogOrder.DisplayName => By((left, right) => left.FoldedDisplayName.SequenceCompareTo(right.FoldedDisplayName)),
        CatalogOrder.Action => By(_ => 0),
        CatalogOrder.Category => By((left, right) => left.FoldedCategory.SequenceCompareTo(right.FoldedCategory)),
        CatalogOrder.LastSeen => ByLastSeen,
    };

    // Read from its end, as people read it, those seen at the same time or never are by name.
    private static Comparer<CatalogItem> ByLastSeen { get; } = Comparer<CatalogItem>.Create((left, right) =>
    {
        var first = left.LastSeen.CompareTo(right.LastSeen);
        first = first != 0 ? first : right.FoldedDisplayName.SequenceCompareTo(left.FoldedDisplayName);
        return first != 0 ? first : right.Action.CompareTo(left.Action);
    });

    private static Comparer<CatalogItem> By(Func<CatalogItem, long> key) => By((left, right) => key(left).CompareTo(key(right)));

    private static Comparer<CatalogItem> By(Comparison<CatalogItem> order) => Comparer<CatalogItem>.Create(
        (left, right) => order(left, right) is var first and not 0 ? first : left.Action.CompareTo(right.Action));
}
