using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;
using Microsoft.OpenApi;

namespace EventAuth.Admin.Api;

/// <summary>Reads the event catalogue: standard and custom entries before discovered ones, then by action.</summary>
internal static class EventEndpoints
{
    private const string CursorKind = "events";
    private const int MaxSearchLength = 200;

    public static void MapEvents(this IEndpointRouteBuilder api) =>
        api.MapMethods("/events", EndpointDescriptions.Reads, ListAsync)
            .Described("Events", "The event catalogue").Produces<ListPage<EventAnswer>>().AnswersProblems(400)
            .TakesQuery("search", "Part of action, display name, category or description")
            .TakesQuery("hidden", "true finds hidden entries too", JsonSchemaType.Boolean).TakesPage();

    private static async Task<IResult> ListAsync(
        HttpRequest request, IEventCatalog catalog, PolicyMonitor monitor, CancellationToken cancellation)
    {
        var query = new QueryReader(request.Query);
        var search = query.Text("search", MaxSearchLength) ?? "";
        var withHidden = query.Read<bool>(
            "hidden", text => bool.TryParse(text, out var value) ? value : null, "\"hidden\" is true or false.") ?? false;
        var limit = query.Limit();
        var after = query.Place(ReadCursor);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var found = await catalog.SearchAsync(new CatalogQuery(search, CatalogOrder.Source, WithHidden: withHidden), cancellation);
        var first = after is { } place ? FirstAfter(found, place) : 0;
        var rows = Enumerable.Range(first, Math.Min(limit + 1, found.Count - first)).Select(index => found[index]).ToList();
        var snapshot = monitor.Current;
        return TypedResults.Ok(rows.ToPage(limit, row => new EventAnswer(row, snapshot.ListsOf(row.Action)), WriteCursor));
    }

    // The result is sorted, so that the start of the page is found by binary search.
    private static int FirstAfter(IReadOnlyList<EventDefinition> found, (int Rank, EventName Action) place)
    {
        var (low, high) = (0, found.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (((int)found[middle].Source, found[middle].Action).CompareTo(place) > 0)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private static string WriteCursor(EventDefinition row) =>
        Cursor.Write(CursorKind, ((int)row.Source).ToString(CultureInfo.InvariantCulture), row.Action.Value);

    private static (int Rank, EventName Action)? ReadCursor(string text) =>
        Cursor.TryRead(text, CursorKind, parts: 2) is [var source, var action]
        && int.TryParse(source, NumberStyles.None, CultureInfo.InvariantCulture, out var rank)
        && EventName.TryParse(action, out var name)
            ? (rank, name)
            : null;
}
