namespace EventAuth.Storage.Catalog;

/// <summary>The orders of the catalogue; ties are broken by action.</summary>
internal static class CatalogOrders
{
    public static Comparer<CatalogItem> BySource { get; } = By((left, right) => (int)left.Source - (int)right.Source);

    /// <summary>The order of a view; not for best match, which depends on the text.</summary>
    public static Comparer<CatalogItem> Of(CatalogOrder order) => order switch
    {
        CatalogOrder.BestMatch or CatalogOrder.Source => BySource,
        CatalogOrder.DisplayName => By((left, right) => left.FoldedDisplayName.SequenceCompareTo(right.FoldedDisplayName)),
        CatalogOrder.Action => By((_, _) => 0),
        CatalogOrder.Category => By((left, right) => left.FoldedCategory.SequenceCompareTo(right.FoldedCategory)),

        // Read from its end, as it is shown, those seen at the same time or never are sorted by name.
        CatalogOrder.LastSeen => Comparer<CatalogItem>.Create((left, right) =>
            left.LastSeen.CompareTo(right.LastSeen) is var byTime and not 0 ? byTime
            : right.FoldedDisplayName.SequenceCompareTo(left.FoldedDisplayName) is var byName and not 0 ? byName
            : right.Action.CompareTo(left.Action)),
    };

    private static Comparer<CatalogItem> By(Comparison<CatalogItem> order) => Comparer<CatalogItem>.Create(
        (left, right) => order(left, right) is var first and not 0 ? first : left.Action.CompareTo(right.Action));
}
