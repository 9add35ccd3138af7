using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;
using EventAuth.Admin.Responses;

namespace EventAuth.Admin.Api;

/// <summary>Hides, shows again and deletes discovered entries of the catalogue, many with one call.</summary>
internal static class CatalogCleaningEndpoints
{
    private delegate Task<IReadOnlyList<EventName>?> Cleaning(
        CatalogGuard guard, IReadOnlyCollection<EventName> actions, ClaimsPrincipal who, CancellationToken cancellation);

    public static void MapCatalogCleaning(this IEndpointRouteBuilder api)
    {
        var events = api.MapGroup("/events").RequireAuthorization(AccessRules.ApiEditing);
        Map(events, "/hide", "Hide discovered events; they stay hidden when they come again", (guard, actions, who, cancellation) =>
            guard.SetHiddenAsync(actions, hidden: true, who, cancellation));
        Map(events, "/show", "Show hidden events again", (guard, actions, who, cancellation) =>
            guard.SetHiddenAsync(actions, hidden: false, who, cancellation));
        Map(events, "/delete", "Delete discovered events; one that comes again is discovered again", (guard, actions, who, cancellation) =>
            guard.DeleteAsync(actions, who, cancellation));
    }

    private static void Map(IEndpointRouteBuilder events, string pattern, string summary, Cleaning clean) =>
        events.MapPost(pattern, (HttpContext context, CatalogGuard guard) => CleanAsync(context, guard, clean))
            .Described("Events", summary).TakesBody<EventNames>().Produces<EventNames>().AnswersProblems(400, 403, 413, 415);

    private static Task<IResult> CleanAsync(HttpContext context, CatalogGuard guard, Cleaning clean) =>
        JsonBody.AnswerAsync(context.Request, EventNamesBody.MaxBytes, async body =>
            EventNamesBody.Read(body, out var actions) is { } wrong ? wrong
            : await clean(guard, actions, context.User, context.RequestAborted) is { } changed
                ? TypedResults.Ok(new EventNames([.. changed.Select(action => action.Value)]))
            : ProblemResult.Forbidden);
}
