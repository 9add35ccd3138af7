using System.Diagnostics;
using System.Globalization;
using EventAuth.Admin.Access;
using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;
using EventAuth.Admin.Responses;
using EventAuth.Core.Lint;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Api;

/// <summary>Reads, checks and replaces the policy, and reads its history.</summary>
internal static class PolicyEndpoints
{
    private const string CursorKind = "versions";

    public static void MapPolicy(this IEndpointRouteBuilder api)
    {
        api.MapRead("/policy", ReadAsync).Described("Policy", "The policy in force").Answers<PolicyAnswer>();
        api.MapPut("/policy", ReplaceAsync)
            .Described("Policy", "Replace the three lists; needs If-Match").Takes<PolicyReplacement>().Answers<PolicyAnswer>()
            .RequireAuthorization(AccessRules.ApiEditing).AnswersProblems(400, 403, 412, 413, 415, 422, 428, 503);
        api.MapRead("/policy/lint", LintAsync)
            .Described("Policy", "What to look at about the lists in force, each with a way out").Answers<LintAnswer>();
        api.MapRead("/policy/versions", ListAsync)
            .Described("Policy", "The history, newest first").Answers<ListPage<PolicyAnswer>>().AnswersProblems(400).TakesPage();
        api.MapRead("/policy/versions/{version}", ReadVersionAsync)
            .Described("Policy", "One version").Answers<PolicyAnswer>().AnswersProblems(404);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, IPolicyStore store) =>
        Answer(context, await store.ReadLatestAsync(context.RequestAborted));

    private static async Task<IResult> LintAsync(PolicyMonitor monitor, PolicyLint lint, CancellationToken cancellation)
    {
        var revision = monitor.Current.Revision;
        return TypedResults.Ok(LintAnswer.Of(revision, await lint.FindAsync(revision.Policy, cancellation)));
    }

    private static async Task<IResult> ReadVersionAsync(string version, HttpContext context, IPolicyStore store) =>
        int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Answer(context, await store.ReadAsync(number, context.RequestAborted))
            : ProblemResult.NotFound;

    private static async Task<IResult> ListAsync(HttpRequest request, IPolicyStore store, CancellationToken cancellation)
    {
        var query = new QueryReader(request.Query);
        var limit = query.Limit();
        var before = query.Place(ReadCursor);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var revisions = await store.ReadBeforeAsync(before, limit + 1, cancellation);
        return TypedResults.Ok(ListPage.Of(
            revisions,
            limit,
            PolicyAnswer.Of,
            last => Cursor.Write(CursorKind, last.Version.ToString(CultureInfo.InvariantCulture))));
    }

    private static async Task<IResult> ReplaceAsync(HttpContext context, PolicyChanges changes)
    {
        if (context.Request.Headers.IfMatch is not { Count: > 0 } ifMatch)
        {
            return ApiProblems.IfMatchRequired;
        }

        if (!VersionCondition.TryRead(ifMatch, out var condition))
        {
            return ApiProblems.BadIfMatch;
        }

        var body = await JsonBody.ReadAsync(context.Request, PolicyBody.MaxBytes);
        if (body.Problem is { } problem)
        {
            return problem;
        }

        var formProblems = new List<PolicyProblem>();
        var change = PolicyBody.Read(body.Root, formProblems);
        return await changes.ApplyAsync(change, formProblems, condition, context.User, context.RequestAborted) switch
        {
            ApplyResult.Applied { InForce: false } applied => ApiProblems.NotInForce(applied.Revision),
            ApplyResult.Applied applied => Answer(context, applied.Revision),
            ApplyResult.Invalid invalid => ApiProblems.InvalidPolicy(invalid.Problems),
            ApplyResult.Conflict conflict => ApiProblems.VersionConflict(conflict.Current),
            ApplyResult.Forbidden => ProblemResult.Forbidden,
            _ => throw new UnreachableException(),
        };
    }

    private static IResult Answer(HttpContext context, PolicyRevision? revision)
    {
        if (revision is null)
        {
            return ProblemResult.NotFound;
        }

        var tag = VersionCondition.TagOf(revision.Version);
        context.Response.Headers.ETag = tag.ToString();
        var isKnown = HttpMethods.IsGet(context.Request.Method)
            && context.Request.Headers.IfNoneMatch is { Count: > 0 } known
            && VersionCondition.TryRead(known, out var condition)
            && condition.Names(revision.Version);
        return isKnown ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(PolicyAnswer.Of(revision));
    }

    private static int? ReadCursor(string text) =>
        Cursor.TryRead(text, CursorKind, parts: 1) is [var version]
            && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
}
