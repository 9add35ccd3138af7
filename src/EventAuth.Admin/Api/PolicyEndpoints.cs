using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;
using EventAuth.Admin.Policies;
using EventAuth.Admin.Responses;
using EventAuth.Ingest.Responses;

namespace EventAuth.Admin.Api;

/// <summary>Reads, checks and replaces the policy, and reads its history.</summary>
internal static class PolicyEndpoints
{
    /// <summary>The code of a change that breaks the rules of policies.</summary>
    public const string Invalid = "invalid_policy";

    private const string CursorKind = "versions";

    public static void MapPolicy(this IEndpointRouteBuilder api)
    {
        api.MapMethods("/policy", EndpointDescriptions.Reads, ReadAsync)
            .Described("Policy", "The policy in force").Produces<PolicyAnswer>();
        api.MapPut("/policy", ReplaceAsync)
            .Described("Policy", "Replace the lists, and what else the body has; needs If-Match")
            .Takes<PolicyReplacement>().Produces<PolicyAnswer>()
            .TakesQuery("override", "guarantees: apply it although it breaks guarantees; for administrators, with a comment")
            .RequireAuthorization(AccessRules.ApiEditing).AnswersProblems(400, 403, 409, 412, 413, 415, 422, 428, 503);
        api.MapMethods("/policy/lint", EndpointDescriptions.Reads, LintAsync)
            .Described("Policy", "What to look at about the lists in force, each with a way out").Produces<LintAnswer>();
        api.MapMethods("/policy/versions", EndpointDescriptions.Reads, ListAsync)
            .Described("Policy", "The history, newest first").Produces<ListPage<PolicyAnswer>>().AnswersProblems(400).TakesPage();
        api.MapMethods("/policy/versions/{version}", EndpointDescriptions.Reads, ReadVersionAsync)
            .Described("Policy", "One version").Produces<PolicyAnswer>().AnswersProblems(404);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, IPolicyStore store) =>
        Answer(context, await store.ReadLatestAsync(context.RequestAborted));

    private static async Task<IResult> LintAsync(
        PolicyMonitor monitor, PolicyLint lint, MonitorStatus status, TimeProvider time, CancellationToken cancellation)
    {
        var revision = monitor.Current.Revision;
        var found = await lint.FindAsync(revision.Policy, cancellation);
        var report = await status.ReadAsync(cancellation);
        var findings = found.Concat(report?.FindLong(time.GetUtcNow()) is { } isLong ? [isLong] : [])
            .OrderByDescending(finding => finding.Severity);
        return TypedResults.Ok(new LintAnswer(revision.Version, [.. findings.Select(finding => new FindingAnswer(finding))]));
    }

    private static async Task<IResult> ReadVersionAsync(string version, HttpContext context, IPolicyStore store) =>
        int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Answer(context, await store.ReadAsync(number, context.RequestAborted))
            : ProblemResult.NotFound;

    private static async Task<IResult> ListAsync(HttpRequest request, IPolicyStore store, CancellationToken cancellation)
    {
        var query = new QueryReader(request.Query);
        var limit = query.Limit();
        var before = query.PlaceNumber<int>(CursorKind);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var revisions = await store.ReadBeforeAsync(before, limit + 1, cancellation);
        return TypedResults.Ok(
            revisions.ToPage(limit, revision => new PolicyAnswer(revision), last => Cursor.Write(CursorKind, last.Version)));
    }

    private static async Task<IResult> ReplaceAsync(HttpContext context, PolicyChanges changes)
    {
        if (PolicyChanges.ReadCondition(context.Request, out var condition) is { } refused)
        {
            return refused;
        }

        var query = new QueryReader(context.Request.Query);
        var overrides = query.Read<bool>("override", word => word == "guarantees" ? true : null, "\"override\" is guarantees.");
        return query.Problem ?? await JsonBody.AnswerAsync(context.Request, PolicyBody.MaxBytes, body =>
        {
            var errors = new List<ProblemError>();
            var change = PolicyBody.Read(body, errors) with { OverridesGuarantees = overrides == true };
            return changes.ApplyAsync(
                context, change, errors, condition, Invalid, applied => Answer(context, applied.Revision, applied.Pending));
        });
    }

    /// <summary>Answers with a version and its entity tag.</summary>
    public static IResult Answer(HttpContext context, PolicyRevision? revision, PendingChange? pending = null)
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
        return isKnown ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(new PolicyAnswer(revision, pending));
    }
}
