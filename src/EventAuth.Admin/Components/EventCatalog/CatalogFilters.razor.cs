namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>Chooses which part of the catalogue is shown.</summary>
public sealed partial class CatalogFilters
{
    private const string Any = "any";

    private readonly HashSet<string> _typed = [];
    private string _given = "";
    private string _search = "";
    private int _field;

    [Parameter, EditorRequired] public CatalogAddress Place { get; set; } = default!;
    /// <summary>A person wants to see something else.</summary>
    [Parameter, EditorRequired] public EventCallback<CatalogAddress> Chosen { get; set; }

    private IEnumerable<(string Name, string? Value, IEnumerable<(string Word, string Words)> Options, Func<string, CatalogAddress> Choose)>
        Filters =>
    [
        ("Source", CatalogAddress.Word(Place.Source), Options<EventSource>(source => source.ToTitle()),
            word => Place with { Source = CatalogAddress.Parse<EventSource>(word) }),
        ("Last seen", CatalogAddress.Word(Place.Seen), Options<SeenTime>(WordsOf),
            word => Place with { Seen = CatalogAddress.Parse<SeenTime>(word) }),
        ("List", CatalogAddress.Word(Place.List), Options<EventLists>(WordsOf),
            word => Place with { List = CatalogAddress.Parse<EventLists>(word) }),
    ];

    protected override void OnParametersSet()
    {
        if (Place.Search == _search)
        {
            return;
        }

        // The field has what was typed, and perhaps more since then; a text from elsewhere, such as by "back", starts a new field.
        _search = Place.Search;
        if (!_typed.Remove(_search))
        {
            _given = _search;
            _field++;
        }
    }

    private static IEnumerable<(string Word, string Words)> Options<T>(Func<T, string> words)
        where T : struct, Enum => Enum.GetValues<T>().Select(value => (CatalogAddress.Word<T>(value)!, words(value)));

    private static string WordsOf(SeenTime time) => time switch
    {
        SeenTime.Day => "Last 24 hours",
        SeenTime.Week => "Last 7 days",
        SeenTime.Never => "Never",
    };

    private static string WordsOf(EventLists list) =>
        list == EventLists.None ? "On no list" : EventPolicy.Kinds.Single(kind => kind.ToFlag() == list).ToShort();

    // A search starts with the best match.
    private Task SearchAsync(string? text)
    {
        var search = (text ?? "").Trim();
        _typed.Add(search);
        return Chosen.InvokeAsync(Place with { Search = search, Sort = null, Page = 0 });
    }
}
