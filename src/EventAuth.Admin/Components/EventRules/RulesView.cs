using EventAuth.Core.Rules;

namespace EventAuth.Admin.Components.EventRules;

/// <summary>What the page shows: how any other event is handled, those on lists, and the rest of the catalogue.</summary>
public sealed class RulesView(IEventCatalog catalog)
{
    /// <summary>How many rows a page has.</summary>
    public const int PageSize = 50;

    private readonly List<EventName> _names = [];
    private bool _compares;
    private bool _withAnyOther;

    /// <summary>How many rows there are.</summary>
    public int Found => _names.Count + (_withAnyOther ? 1 : 0);

    /// <summary>How many of them are for an event by its name.</summary>
    public int Named => _names.Count;

    /// <summary>How many of the events on lists are decided differently, and whether all others are.</summary>
    public RuleComparison Comparison { get; private set; } = new(EventPolicy.Empty, EventPolicy.Empty);

    /// <summary>Works out which rows there are.</summary>
    /// <param name="policy">What decides.</param>
    /// <param name="before">What it is compared with, or null.</param>
    /// <param name="search">Part of what the catalogue says about an event; empty for all.</param>
    /// <param name="onlyDiffering">Whether only what is decided differently is shown.</param>
    public async Task ShowAsync(EventPolicy policy, EventPolicy? before, string search, bool onlyDiffering)
    {
        var found = await catalog.SearchAsync(new CatalogQuery(search), CancellationToken.None);
        _compares = before is not null;
        Comparison = new RuleComparison(before ?? policy, policy);
        var all = !onlyDiffering || Comparison.AnyOtherDiffers;
        _withAnyOther = search.Length == 0 && all;
        _names.Clear();
        var listed = Comparison.Listed.ToHashSet();
        var fitting = search.Length == 0 ? listed : Fitting(listed, found, search);
        _names.AddRange(fitting.Where(name => !onlyDiffering || Comparison.Differs(name)).Order());
        if (all)
        {
            _names.AddRange(found.Select(entry => entry.Action).Where(name => !listed.Contains(name)));
        }
    }

    /// <summary>The rows of a page, from 0.</summary>
    public async Task<IReadOnlyList<RuleRow>> ReadAsync(int page)
    {
        var rows = new List<RuleRow>(PageSize);
        for (var place = page * PageSize; place < Math.Min(Found, (page + 1) * PageSize); place++)
        {
            rows.Add(_withAnyOther && place == 0
                ? new RuleRow(
                    "Any other event", [], EventLists.None, Comparison.After.AnyOther, _compares ? Comparison.Before.AnyOther : null)
                : await RowOfAsync(_names[_withAnyOther ? place - 1 : place]));
        }

        return rows;
    }

    // A name on a list that the catalogue does not know is found by the name itself.
    private static HashSet<EventName> Fitting(HashSet<EventName> listed, IReadOnlyList<EventDefinition> found, string search)
    {
        var fitting = found.Select(entry => entry.Action).Where(listed.Contains).ToHashSet();
        fitting.UnionWith(listed.Where(name => name.Value.Contains(search, StringComparison.OrdinalIgnoreCase)));
        return fitting;
    }

    private async Task<RuleRow> RowOfAsync(EventName name) => new(
        (await catalog.FindAsync(name, CancellationToken.None))?.DisplayName,
        [name],
        Comparison.After.ListsOf(name),
        Comparison.After[name],
        _compares ? Comparison.Before[name] : null);
}
