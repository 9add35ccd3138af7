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
        CatalogOrder.DisplayName => By(item => item.FoldedDisplayName),
        CatalogOrder.Action => By(_ => 0),
        CatalogOrder.Category => By(item => item.FoldedCategory),
        CatalogOrder.LastSeen => By(item => item.LastSeen),
    };

    private static Comparer<CatalogItem> By(Func<CatalogItem, string> key) => Comparer<CatalogItem>.Create((left, right) =>
    {
        var first = string.CompareOrdinal(key(left), key(right));
        return first != 0 ? first : left.Action.CompareTo(right.Action);
    });

    private static Comparer<CatalogItem> By(Func<CatalogItem, long> key) => Comparer<CatalogItem>.Create((left, right) =>
    {
        var first = key(left).CompareTo(key(right));
        return first != 0 ? first : left.Action.CompareTo(right.Action);
    });
}
