using System.Diagnostics;
using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;
using EventAuth.Admin.Responses;

namespace EventAuth.Admin.Api;

/// <summary>The change that is on trial: shows it, keeps it, takes it back.</summary>
internal static class PendingEndpoints
{
    public static void MapPending(this IEndpointRouteBuilder api)
    {
        api.MapMethods("/policy/pending", EndpointDescriptions.Reads, ReadAsync)
            .Described("Policy", "The change that is on trial").Produces<PendingAnswer>().AnswersProblems(404);
        api.MapPost("/policy/pending/keep", KeepAsync)
            .Described("Policy", "Make the change on trial final").Produces<PolicyAnswer>()
            .RequireAuthorization(AccessRules.ApiEditing).AnswersProblems(403, 404, 503);
        api.MapPost("/policy/pending/revert", RevertAsync)
            .Described("Policy", "Take the change on trial back at once; needs If-Match").TakesVersion().Produces<PolicyAnswer>()
            .RequireAuthorization(AccessRules.ApiEditing).AnswersProblems(400, 403, 404, 412, 428, 503);
    }

    private static async Task<IResult> ReadAsync(IPolicyStore store, CancellationToken cancellation) =>
        await store.ReadPendingAsync(cancellation) is { } pending ? TypedResults.Ok(new PendingAnswer(pending)) : ProblemResult.NotFound;

    private static async Task<IResult> KeepAsync(HttpContext context, IPolicyStore store, PolicyGuard guard) =>
        await store.ReadPendingAsync(context.RequestAborted) is { } pending
            ? await AnswerAsync(context, store, pending.Version, await guard.KeepAsync(pending, context.User, context.RequestAborted))
            : ProblemResult.NotFound;

    private static async Task<IResult> RevertAsync(HttpContext context, IPolicyStore store, PolicyGuard guard)
    {
        if (PolicyChanges.ReadCondition(context.Request, out var condition) is { } refused)
        {
            return refused;
        }

        if (await store.ReadPendingAsync(context.RequestAborted) is not { } pending)
        {
            return ProblemResult.NotFound;
        }

        // Only the version on trial can be in force while one is.
        return !condition!.Matches(pending.Version)
            ? ApiProblems.VersionConflict((await store.ReadLatestAsync(context.RequestAborted))!)
            : await AnswerAsync(
                context, store, pending.Version + 1, await guard.RevertAsync(pending, context.User, context.RequestAborted));
    }

    // With the version that is kept, or the one that takes it back: the next one, since nothing else is added during a trial. The newest
    // one may be somebody's later change.
    private static async Task<IResult> AnswerAsync(HttpContext context, IPolicyStore store, int version, PendingOutcome outcome) =>
        outcome switch
        {
            PendingOutcome.Done => PolicyEndpoints.Answer(context, await store.ReadAsync(version, context.RequestAborted)),
            PendingOutcome.Gone => ProblemResult.NotFound,
            PendingOutcome.Forbidden => ProblemResult.Forbidden,
            _ => throw new UnreachableException(),
        };
}
