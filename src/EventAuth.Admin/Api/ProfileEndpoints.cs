using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;
using EventAuth.Admin.Responses;

namespace EventAuth.Admin.Api;

/// <summary>Reads a customer, by any of its uuids, and its activities; exports and deletes it, and ends its tokens.</summary>
internal static class ProfileEndpoints
{
    private const string CursorKind = "activities";

    public static void MapProfiles(this IEndpointRouteBuilder api)
    {
        api.MapMethods("/profiles/{uuid}", EndpointDescriptions.Reads, ReadAsync)
            .Described("Profiles", "A customer, by any of its uuids").Produces<ProfileAnswer>().AnswersProblems(404);
        api.MapMethods("/profiles/{uuid}/activities", EndpointDescriptions.Reads, ListAsync)
            .Described("Profiles", "Its accepted events, newest first").Produces<ListPage<ActivityAnswer>>()
            .AnswersProblems(400, 404).TakesPage();
        var rights = api.MapGroup("").RequireAuthorization(AccessRules.ApiAdministration);
        rights.MapGet("/profiles/{uuid}/export", ExportAsync)
            .Described("Profiles", "All that is kept of a customer, as a file").Produces<CustomerFile>().AnswersProblems(403, 404);
        rights.MapDelete("/profiles/{uuid}", DeleteAsync)
            .Described("Profiles", "Delete a customer with all that is kept of them")
            .Produces(StatusCodes.Status204NoContent).AnswersProblems(403, 404);
        rights.MapPost("/profiles/{uuid}/end-tokens", EndTokensAsync)
            .Described("Profiles", "End the tokens of a customer that were issued before now")
            .Produces<TokensEndedAnswer>().AnswersProblems(403, 404);
    }

    private static async Task<IResult> ExportAsync(string uuid, HttpContext context, CustomerExport export) =>
        ProblemOf(await export.SendAsync(context, uuid)) ?? (IResult)TypedResults.Empty;

    private static async Task<IResult> DeleteAsync(string uuid, HttpContext context, CustomerGuard customers) =>
        ProblemOf(await customers.DeleteAsync(uuid, context.User, context.RequestAborted)) ?? (IResult)TypedResults.NoContent();

    private static async Task<IResult> EndTokensAsync(string uuid, HttpContext context, CustomerGuard customers)
    {
        var (outcome, endedAt) = await customers.EndTokensAsync(uuid, context.User, context.RequestAborted);
        return ProblemOf(outcome) ?? (IResult)TypedResults.Ok(new TokensEndedAnswer(endedAt!.Value));
    }

    private static ProblemResult? ProblemOf(AccessOutcome outcome) => outcome switch
    {
        AccessOutcome.Done => null,
        AccessOutcome.Gone => ProblemResult.NotFound,
        _ => ProblemResult.Forbidden,
    };

    private static async Task<IResult> ReadAsync(string uuid, IProfileReader profiles, CancellationToken cancellation) =>
        await profiles.FindByUuidAsync(uuid, cancellation) is { } profile
            ? TypedResults.Ok(new ProfileAnswer(profile))
            : ProblemResult.NotFound;

    private static async Task<IResult> ListAsync(string uuid, HttpRequest request, IProfileReader profiles, CancellationToken cancellation)
    {
        var query = new QueryReader(request.Query);
        var limit = query.Limit();
        var after = query.Place(ReadCursor);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        return await profiles.ReadActivitiesAsync(uuid, after, limit + 1, cancellation) is { } activities
            ? TypedResults.Ok(activities.ToPage(limit, activity => new ActivityAnswer(activity), WriteCursor))
            : ProblemResult.NotFound;
    }

    private static string WriteCursor(Activity last) =>
        Cursor.Write(CursorKind, WriteTime(last.Time), WriteTime(last.ReceivedAt), last.EventId.ToString("N"));

    private static string WriteTime(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static ActivityPosition? ReadCursor(string text) =>
        Cursor.TryRead(text, CursorKind, parts: 3) is [var time, var receivedAt, var id]
        && ReadTime(time) is { } happened
        && ReadTime(receivedAt) is { } received
        && Guid.TryParseExact(id, "N", out var eventId)
            ? new ActivityPosition(happened, received, eventId)
            : null;

    private static DateTimeOffset? ReadTime(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
