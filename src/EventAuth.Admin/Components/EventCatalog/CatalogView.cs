using EventAuth.Core.Catalog;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>What the page shows of the catalogue: a search, an order, and one page of the result.</summary>
public sealed class CatalogView(IEventCatalog catalog)
{
    /// <summary>How many entries a page holds.</summary>
    public const int PageSize = 50;

    private CatalogQuery _query = new(Order: CatalogOrder.Source);
    private IReadOnlyList<EventDefinition> _result = [];
    private int _searches;

    /// <summary>The text that is searched for.</summary>
    public string Search => _query.Search;

    /// <summary>The order of the result.</summary>
    public CatalogOrder Order => _query.Order;

    /// <summary>Whether the order is turned round.</summary>
    public bool Descending => _query.Descending;

    /// <summary>Whether hidden entries are shown too.</summary>
    public bool WithHidden => _query.WithHidden;

    /// <summary>All that was found.</summary>
    public IReadOnlyList<EventDefinition> Result => _result;

    /// <summary>Whether a result is there.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>How many entries were found.</summary>
    public int Found => _result.Count;

    /// <summary>The page that is shown, from 0.</summary>
    public int Page { get; private set; }

    /// <summary>How many pages there are; at least one.</summary>
    public int Pages => Math.Max(1, (_result.Count + PageSize - 1) / PageSize);

    /// <summary>The position of the first entry shown, from 1; 0 when there is none.</summary>
    public int First => _result.Count == 0 ? 0 : (Page * PageSize) + 1;

    /// <summary>The position of the last entry shown, from 1; 0 when there is none.</summary>
    public int Last => Math.Min(_result.Count, (Page + 1) * PageSize);

    /// <summary>The entries of the page.</summary>
    public IEnumerable<EventDefinition> Entries
    {
        get
        {
            for (var i = First; i > 0 && i <= Last; i++)
            {
                yield return _result[i - 1];
            }
        }
    }

    /// <summary>Searches for a text, best match first, and goes to the first page.</summary>
    public Task SearchAsync(string text)
    {
        var order = text.Length == 0 ? CatalogOrder.Source : CatalogOrder.BestMatch;
        return ShowAsync(_query with { Search = text, Order = order, Descending = false }, page: 0);
    }

    /// <summary>Puts the result into an order; the same one again turns it round.</summary>
    public Task SortAsync(CatalogOrder order)
    {
        // Last seen is asked for to find the newest; the others read from A on.
        var descending = order == _query.Order ? !_query.Descending : order == CatalogOrder.LastSeen;
        return ShowAsync(_query with { Order = order, Descending = descending }, page: 0);
    }

    /// <summary>Shows hidden entries among the others, or no longer.</summary>
    public Task ShowHiddenAsync(bool shown) => ShowAsync(_query with { WithHidden = shown }, page: 0);

    /// <summary>Goes to a page, or as near to it as there are pages.</summary>
    public void Go(int page) => Page = Math.Clamp(page, 0, Pages - 1);

    /// <summary>Asks the catalogue again and stays on the page.</summary>
    public Task RefreshAsync() => ShowAsync(_query, Page);

    private async Task ShowAsync(CatalogQuery query, int page)
    {
        _query = query;
        var search = ++_searches;
        var result = await catalog.SearchAsync(query, CancellationToken.None);
        if (search != _searches)
        {
            return;
        }

        _result = result;
        IsLoaded = true;
        Go(page);
    }
}
