using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using EventAuth.Admin.Access;
using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;
using EventAuth.Admin.Responses;
using EventAuth.Admin.Texts;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;
using Microsoft.OpenApi;

namespace EventAuth.Admin.Api;

/// <summary>
/// Reads the event catalogue: standard and custom entries before discovered ones, then by action. Hides, shows again and deletes
/// discovered ones, many with one call.
/// </summary>
internal static class EventEndpoints
{
    private const string CursorKind = "events";
    private const int MaxSearchLength = 200;
    private const int MostNames = 1_000;

    // Room for the most names, each character escaped.
    private const int MaxBytes = 256 * 1024;

    private delegate Task<IReadOnlyList<EventName>?> Cleaning(
        CatalogGuard guard, IReadOnlyCollection<EventName> actions, ClaimsPrincipal who, CancellationToken cancellation);

    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        api.MapRead("/events", ListAsync).Described("Events", "The event catalogue").Produces<ListPage<EventAnswer>>().AnswersProblems(400)
            .TakesQuery("search", "Part of action, display name, category or description")
            .TakesQuery("hidden", "true finds hidden entries too", JsonSchemaType.Boolean).TakesPage();
        var events = api.MapGroup("/events").RequireAuthorization(AccessRules.ApiEditing);
        MapCleaning(events, "/hide", "Hide discovered events; they stay hidden when they come again", (guard, actions, who, cancellation) =>
            guard.SetHiddenAsync(actions, hidden: true, who, cancellation));
        MapCleaning(events, "/show", "Show hidden events again", (guard, actions, who, cancellation) =>
            guard.SetHiddenAsync(actions, hidden: false, who, cancellation));
        MapCleaning(events, "/delete", "Delete discovered events; one that comes again is discovered again",
            (guard, actions, who, cancellation) => guard.DeleteAsync(actions, who, cancellation));
    }

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

    // The result is in the order of the place, so that where the page begins is found by halving.
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

    private static void MapCleaning(IEndpointRouteBuilder events, string pattern, string summary, Cleaning clean) =>
        events.MapPost(pattern, (HttpContext context, CatalogGuard guard) => CleanAsync(context, guard, clean))
            .Described("Events", summary).TakesBody<EventNames>().Produces<EventNames>().AnswersProblems(400, 403, 413, 415);

    private static Task<IResult> CleanAsync(HttpContext context, CatalogGuard guard, Cleaning clean) =>
        JsonBody.AnswerAsync(context.Request, MaxBytes, async body =>
            ReadNames(body, out var actions) is { } wrong ? wrong
            : await clean(guard, actions, context.User, context.RequestAborted) is { } changed
                ? TypedResults.Ok(new EventNames([.. changed.Select(action => action.Value)]))
            : ProblemResult.Forbidden);

    // { "actions": [ … ] }
    private static ProblemResult? ReadNames(JsonElement root, out HashSet<EventName> actions)
    {
        actions = [];
        if (!root.TryGetProperty("actions", out var list)
            || list.ValueKind != JsonValueKind.Array
            || list.GetArrayLength() is 0 or > MostNames)
        {
            return ProblemResult.InvalidRequest(
                new ProblemError("actions", "required", $"\"actions\" must be a list of 1 to {MostNames} names of events."));
        }

        foreach (var (place, element) in list.EnumerateArray().Index())
        {
            if (!EventName.TryParse(element.TryGetText(), out var name))
            {
                return ProblemResult.InvalidRequest(
                    new ProblemError($"actions[{place}]", "invalid_value", $"An action has {EventName.Rule}."));
            }

            actions.Add(name);
        }

        return null;
    }
}
