using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;
using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Api;

/// <summary>Reads recorded verdicts, newest first, and how many there were: what the pages "Live" and "Overview" show.</summary>
internal static class DecisionEndpoints
{
    private const string CursorKind = "decisions";
    private const int MaxCertificateLength = 64;

    public static void MapDecisions(this IEndpointRouteBuilder api)
    {
        api.MapMethods("/decisions", EndpointDescriptions.Reads, ListAsync)
            .Described("Decisions", "Recorded verdicts, newest first").Produces<ListPage<DecisionAnswer>>().AnswersProblems(400)
            .TakesQuery("outcome", "accepted or rejected")
            .TakesQuery("action", "Only this event")
            .TakesQuery("code", "Only this rule, for example jwt_required")
            .TakesQuery("monitored", "true: only what Monitor mode accepted; \"code\" is then the one it would be rejected with")
            .TakesQuery("since", "Only received at or after this RFC 3339 time")
            .TakesQuery("until", "Only received before this RFC 3339 time")
            .TakesQuery("certificate", "Only with this certificate in force where a token was presented")
            .TakesPage();
        api.MapMethods("/decisions/counts", EndpointDescriptions.Reads, CountAsync)
            .Described("Decisions", "How many events were decided, and how, in a span that ends now")
            .Produces<OverviewAnswer>().AnswersProblems(400)
            .TakesQuery(
                "span",
                "hour (by the minute), day (by the hour), week (by six hours) or month (30 days, by the day); hour when absent. "
                + "Periods begin at whole minutes, hours and days in UTC");
    }

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
            IsMonitored = query.Read<bool>("monitored", word => word == "true" ? true : null, "\"monitored\" is true.") == true,
            Until = query.Time("until"),
            CertificateId = query.Text("certificate", MaxCertificateLength),
        };
        var limit = query.Limit();
        var before = query.PlaceNumber<long>(CursorKind);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var page = await decisions.ReadPageAsync(filter, before, limit, cancellation);
        return TypedResults.Ok(new ListPage<DecisionAnswer>(
            [.. page.Records.Select(record => new DecisionAnswer(record))], page.Next is { } next ? Cursor.Write(CursorKind, next) : null));
    }

    private static async Task<IResult> CountAsync(HttpRequest request, IDecisionCounts counts, CancellationToken cancellation)
    {
        var query = new QueryReader(request.Query);
        var span = query.Read<OverviewSpan>(
            "span",
            word => OverviewSpanExtensions.TryParse(word, out var found) ? found : null,
            "\"span\" is hour, day, week or month.") ?? OverviewSpan.Hour;
        return query.Problem is { } problem
            ? problem
            : TypedResults.Ok(new OverviewAnswer(span, await counts.ReadAsync(span, cancellation)));
    }
}
