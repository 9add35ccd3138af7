using System.Globalization;
using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Api;

/// <summary>Reads recorded verdicts, newest first.</summary>
internal static class DecisionEndpoints
{
    private const string CursorKind = "decisions";
    private const int MaxCertificateLength = 64;

    public static void MapDecisions(this IEndpointRouteBuilder api) =>
        api.MapRead("/decisions", ListAsync)
            .Described("Decisions", "Recorded verdicts, newest first").Answers<ListPage<DecisionAnswer>>().AnswersProblems(400)
            .TakesQuery("outcome", "accepted or rejected")
            .TakesQuery("action", "Only this event")
            .TakesQuery("code", "Only this rule, for example jwt_required")
            .TakesQuery("since", "Only received at or after this RFC 3339 time")
            .TakesQuery("until", "Only received before this RFC 3339 time")
            .TakesQuery("certificate", "Only with this certificate in force where a token was presented")
            .TakesPage();

    private static async Task<IResult> ListAsync(HttpRequest request, IDecisionReader decisions, CancellationToken cancellation)
    {
        var query = new QueryReader(request.Query);
        var filter = new DecisionFilter(
            query.Read<bool>("outcome", DecisionOutcome.Read, "\"outcome\" is accepted or rejected."),
            query.Read<EventName>(
                "action", text => EventName.TryParse(text, out var name) ? name : null, $"An event name has {EventName.Rule}.")?.Value,
            query.Read<DecisionReason>(
                "code", text => DecisionReasonExtensions.TryParse(text, out var reason) ? reason : null, "There is no such code."),
            query.Time("since"))
        {
            Until = query.Time("until"),
            CertificateId = query.Text("certificate", MaxCertificateLength),
        };
        var limit = query.Limit();
        var before = query.Place(ReadCursor);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var page = await decisions.ReadPageAsync(filter, before, limit, cancellation);
        return TypedResults.Ok(new ListPage<DecisionAnswer>(
            [.. page.Records.Select(DecisionAnswer.Of)],
            page.Next is { } next ? Cursor.Write(CursorKind, next.ToString(CultureInfo.InvariantCulture)) : null));
    }

    private static long? ReadCursor(string text) =>
        Cursor.TryRead(text, CursorKind, parts: 1) is [var id]
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
}
