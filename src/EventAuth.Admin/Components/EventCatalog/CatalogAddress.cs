using Microsoft.AspNetCore.WebUtilities;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>What the page shows, as in its address: a search, filters, an order and a page.</summary>
public sealed record CatalogAddress
{
    /// <summary>The page's address, without what is shown.</summary>
    public const string Path = "data-management/events";

    private const int MaxSearchLength = 200;
    private static readonly CatalogOrder[] Sorts =
        [CatalogOrder.DisplayName, CatalogOrder.Category, CatalogOrder.Source, CatalogOrder.LastSeen];

    /// <summary>The text that is searched for.</summary>
    public string Search { get; init; } = "";

    /// <summary>The requested order; null for the default.</summary>
    public CatalogOrder? Sort { get; init; }

    /// <summary>Whether the requested order is reversed.</summary>
    public bool Descending { get; init; }

    /// <summary>The source to show; null for all.</summary>
    public EventSource? Source { get; init; }

    /// <summary>When the events must have been seen; null for any time.</summary>
    public SeenTime? Seen { get; init; }

    /// <summary>The list they must be on, <see cref="EventLists.None"/> for those on no list; null for all.</summary>
    public EventLists? List { get; init; }

    /// <summary>Whether hidden entries are shown too.</summary>
    public bool WithHidden { get; init; }

    /// <summary>The page, from 0.</summary>
    public int Page { get; init; }

    /// <summary>The order: best match if something is searched, otherwise the most recently active first.</summary>
    public CatalogOrder Order => Sort ?? (Search.Length > 0 ? CatalogOrder.BestMatch : CatalogOrder.LastSeen);

    /// <summary>Whether the order is reversed.</summary>
    public bool IsDescending => Sort is null ? Order == CatalogOrder.LastSeen : Descending;

    /// <summary>Whether only a part of the catalogue is requested.</summary>
    public bool IsPart => Search.Length > 0 || HasFilter;

    private bool HasFilter => Source is not null || Seen is not null || List is not null;

    /// <summary>The place of an address, and the names of its invalid parts.</summary>
    public static (CatalogAddress Place, IReadOnlyList<string> LeftOut) Read(string address)
    {
        var query = QueryHelpers.ParseQuery(new Uri(address).Query);
        var leftOut = new List<string>();
        var place = new CatalogAddress
        {
            Search = Of("search", text => text.Length <= MaxSearchLength ? text : null, "")!,
            Sort = Of("sort", text => Sorts.Contains(Parse<CatalogOrder>(text) ?? default) ? Parse<CatalogOrder>(text) : null, null),
            Descending = Of("direction", ReadDirection, false)!.Value,
            Source = Of("source", Parse<EventSource>, null),
            Seen = Of("seen", Parse<SeenTime>, null),
            List = Of("list", Parse<EventLists>, null),
            WithHidden = Of("hidden", text => bool.TryParse(text, out var hidden) ? hidden : (bool?)null, false)!.Value,
            Page = Of("page", ReadPage, 1)!.Value - 1,
        };
        return (place, leftOut);

        T? Of<T>(string name, Func<string, T?> read, T? otherwise)
        {
            var text = query.TryGetValue(name, out var values) ? values.ToString().Trim() : "";
            if (text.Length > 0 && read(text) is { } value)
            {
                return value;
            }

            leftOut.AddRange(text.Length > 0 ? [name] : Array.Empty<string>());
            return otherwise;
        }
    }

    private static bool? ReadDirection(string text) => text switch { "ascending" => false, "descending" => true, _ => null };

    private static int? ReadPage(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : null;

    /// <summary>The place's address.</summary>
    public string ToAddress() => QueryHelpers.AddQueryString(Path, new Dictionary<string, string?>
    {
        ["search"] = Search.Length > 0 ? Search : null,
        ["sort"] = Word(Sort),
        ["direction"] = Sort is null ? null : Descending ? "descending" : "ascending",
        ["source"] = Word(Source),
        ["seen"] = Word(Seen),
        ["list"] = Word(List),
        ["hidden"] = WithHidden ? "true" : null,
        ["page"] = Page > 0 ? (Page + 1).ToString(CultureInfo.InvariantCulture) : null,
    });

    /// <summary>The same in another order; the current one is reversed. "Last seen" begins with the newest, others with A.</summary>
    public CatalogAddress SortedBy(CatalogOrder order) => this with
    {
        Sort = order,
        Descending = order == Order ? !IsDescending : order == CatalogOrder.LastSeen,
        Page = 0,
    };

    /// <summary>What to ask the catalogue.</summary>
    public CatalogQuery ToQuery(EventPolicy policy, DateTimeOffset now)
    {
        DateTimeOffset? since = Seen switch { SeenTime.Day => now.AddDays(-1), SeenTime.Week => now.AddDays(-7), _ => null };
        Predicate<EventName>? named = List switch
        {
            null => null,
            EventLists.None => name => policy.ListsOf(name) == EventLists.None,
            { } list => name => policy.ListsOf(name).HasFlag(list),
        };
        var filter = HasFilter ? new CatalogFilter(Source, since, Seen == SeenTime.Never, named) : null;
        return new CatalogQuery(Search, Order, IsDescending, WithHidden, filter);
    }

    /// <summary>A value as in the address; null for none.</summary>
    public static string? Word<T>(T? value)
        where T : struct, Enum => value is { } named ? JsonNamingPolicy.CamelCase.ConvertName(named.ToString()) : null;

    /// <summary>The value of a word; null if there is none.</summary>
    public static T? Parse<T>(string word)
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => (T?)value).FirstOrDefault(value => Word(value) == word);
}

/// <summary>When an event must have been seen.</summary>
public enum SeenTime
{
    Day,
    Week,
    Never,
}
