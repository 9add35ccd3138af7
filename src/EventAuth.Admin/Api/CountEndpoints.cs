using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;
using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Api;

/// <summary>Reads how many events were decided, and how: what the page "Overview" shows.</summary>
internal static class CountEndpoints
{
    public static void MapCounts(this IEndpointRouteBuilder api) =>
        api.MapRead("/decisions/counts", ReadAsync)
            .Described("Decisions", "How many events were decided, and how, in a span that ends now")
            .Answers<OverviewAnswer>().AnswersProblems(400)
            .TakesQuery(
                "span",
                "hour (by the minute), day (by the hour), week (by six hours) or month (30 days, by the day); hour when absent. "
                + "Periods begin at whole minutes, hours and days in UTC");

    private static async Task<IResult> ReadAsync(HttpRequest request, IDecisionCounts counts, CancellationToken cancellation)
    {
        var query = new QueryReader(request.Query);
        var span = query.Read<OverviewSpan>(
            "span",
            word => OverviewSpanExtensions.TryParse(word, out var found) ? found : null,
            "\"span\" is hour, day, week or month.") ?? OverviewSpan.Hour;
        return query.Problem is { } problem
            ? problem
            : TypedResults.Ok(OverviewAnswer.Of(span, await counts.ReadAsync(span, cancellation)));
    }
}
