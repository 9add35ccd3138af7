using System.Buffers;

namespace EventAuth.Storage.Catalog;

/// <summary>Finds what matches a text, best match first. Nothing is sorted: equal matches stay in the order of the whole list.</summary>
internal static class CatalogSearch
{
    private const int LooksBetweenCancellations = 4096;

    /// <summary>What contains a folded text that is not empty.</summary>
    public static CatalogItem[] BestFirst(CatalogItem[] all, string text, CancellationToken cancellation)
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

            return Arrange(all, matches, places);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(matches);
        }
    }

    // From how many there are of each match to where the first of them stands.
    private static CatalogItem[] Arrange(CatalogItem[] all, byte[] matches, Span<int> places)
    {
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
}
