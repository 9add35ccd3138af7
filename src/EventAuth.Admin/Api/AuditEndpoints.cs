using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;

namespace EventAuth.Admin.Api;

/// <summary>Reads the audit trail.</summary>
internal static class AuditEndpoints
{
    private const string CursorKind = "audit";

    public static void MapAudit(this IEndpointRouteBuilder api) =>
        api.MapMethods("/audit", EndpointDescriptions.Reads, ListAsync).RequireAuthorization(AccessRules.ApiAdministration)
            .Described("Audit", "The audit trail, newest first").Produces<ListPage<AuditAnswer>>().AnswersProblems(400, 403)
            .TakesQuery("search", "Part of any text of an entry")
            .TakesQuery("who", "Part of who did it")
            .TakesQuery("action", "Only this action, for example policy.lists.changed")
            .TakesQuery("since", "Only at or after this RFC 3339 time")
            .TakesQuery("until", "Only before this RFC 3339 time")
            .TakesPage();

    private static async Task<IResult> ListAsync(HttpRequest request, IAuditReader audit, CancellationToken cancellation)
    {
        var query = new QueryReader(request.Query);
        var filter = query.ReadAuditFilter();
        var limit = query.Limit();
        var before = query.PlaceNumber<long>(CursorKind);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var part = await audit.ReadPartAsync(filter, before, limit, cancellation);
        return TypedResults.Ok(new ListPage<AuditAnswer>(
            [.. part.Entries.Select(entry => new AuditAnswer(entry))], part.Next is { } next ? Cursor.Write(CursorKind, next) : null));
    }
}
