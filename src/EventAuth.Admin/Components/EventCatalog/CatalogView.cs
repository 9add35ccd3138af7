namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>What was found for a place in the catalogue, and the page of it that is shown.</summary>
public sealed class CatalogView(IEventCatalog catalog, TimeProvider time)
{
    /// <summary>How many entries a page has.</summary>
    public const int PageSize = 50;

    private int _searches;

    /// <summary>What was asked for.</summary>
    public CatalogAddress Place { get; private set; } = new();

    /// <summary>Everything that was found.</summary>
    public IReadOnlyList<EventDefinition> Result { get; private set; } = [];

    /// <summary>Whether there is a result.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>The page that is shown, from 0: the requested one, or the nearest one that exists.</summary>
    public int Page => Math.Min(Place.Page, Math.Max(0, Result.Count - 1) / PageSize);

    /// <summary>The entries of the page.</summary>
    public IEnumerable<EventDefinition> Entries =>
        Enumerable.Range(Page * PageSize, Math.Min(PageSize, Result.Count - (Page * PageSize))).Select(index => Result[index]);

    /// <summary>What is selected, on this page and others.</summary>
    public CatalogSelection Selection { get; } = new();

    /// <summary>Searches the catalogue, also again for the same place. If two searches overtake each other, the later one counts.</summary>
    public async Task ShowAsync(CatalogAddress place, EventPolicy policy)
    {
        Place = place;
        var search = ++_searches;
        var result = await catalog.SearchAsync(place.ToQuery(policy, time.GetUtcNow()), CancellationToken.None);
        if (search == _searches)
        {
            (Result, IsLoaded) = (result, true);
        }
    }
}
