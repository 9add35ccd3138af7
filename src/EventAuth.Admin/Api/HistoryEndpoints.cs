using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;
using EventAuth.Admin.Responses;
using EventAuth.Core.Rules;
using EventAuth.Ingest.Responses;

namespace EventAuth.Admin.Api;

/// <summary>Compares versions and drafts, exactly, and brings earlier versions back.</summary>
internal static class HistoryEndpoints
{
    public static void MapHistory(this IEndpointRouteBuilder api)
    {
        api.MapMethods("/policy/versions/{from}/diff/{to}", EndpointDescriptions.Reads, DiffAsync)
            .Described("Policy", "Every difference between two versions, in lists and in effect, over all names that exist or may come")
            .Produces<DifferenceAnswer>().AnswersProblems(404);
        api.MapPost("/policy/versions/{version}/restore", RestoreAsync)
            .Described("Policy", "Bring back the lists, mode, other events and guarantees of a version; needs If-Match")
            .Takes<PolicyRestoring>().Produces<PolicyAnswer>()
            .RequireAuthorization(AccessRules.ApiEditing).AnswersProblems(400, 403, 404, 409, 412, 413, 415, 422, 428, 503);
        api.MapPost("/policy/compare", CompareAsync)
            .Described("Policy", "Every difference between a draft and the version in force, and which guarantees it would keep")
            .TakesBody<PolicyDraft>().Produces<DifferenceAnswer>().AnswersProblems(400, 413, 415, 422);
    }

    private static async Task<IResult> DiffAsync(string from, string to, IPolicyStore store, CancellationToken cancellation) =>
        await FindAsync(from, store, cancellation) is { } before && await FindAsync(to, store, cancellation) is { } after
            ? TypedResults.Ok(new DifferenceAnswer(before.Policy, before.Version, after.Policy, after.Version))
            : ProblemResult.NotFound;

    private static async Task<IResult> RestoreAsync(string version, HttpContext context, IPolicyStore store, PolicyChanges changes)
    {
        if (PolicyChanges.ReadCondition(context.Request, out var condition) is { } refused)
        {
            return refused;
        }

        if (await FindAsync(version, store, context.RequestAborted) is not { } former)
        {
            return ProblemResult.NotFound;
        }

        // A body is optional here.
        return context.Request.ContentLength is null or 0 && context.Request.Headers.TransferEncoding.Count == 0
            ? await ApplyAsync(null, [])
            : await JsonBody.AnswerAsync(context.Request, PolicyBody.MaxBytes, body =>
            {
                var errors = new List<ProblemError>();
                return ApplyAsync(body.OptionalText("comment", errors), errors);
            });

        Task<IResult> ApplyAsync(string? comment, List<ProblemError> errors) => changes.ApplyAsync(
            context, PolicyChange.ToRestore(former.Policy, comment), errors, condition, PolicyEndpoints.Invalid,
            applied => PolicyEndpoints.Answer(context, applied.Revision));
    }

    private static Task<IResult> CompareAsync(HttpRequest request, PolicyMonitor policies) =>
        JsonBody.AnswerAsync(request, PolicyBody.MaxBytes, body =>
        {
            var revision = policies.Current.Revision;
            return Task.FromResult<IResult>(PolicyChanges.ReadDraft(body, [], revision.Policy, out var draft) is { } invalid
                ? invalid
                : TypedResults.Ok(new DifferenceAnswer(revision.Policy, revision.Version, draft, to: null)
                {
                    Guarantees = Prove(draft),
                }));
        });

    private static List<ProvenGuaranteeAnswer> Prove(EventPolicy draft)
    {
        var broken = GuaranteeProof.FindBroken(draft).ToDictionary(each => each.Guarantee.Id, StringComparer.Ordinal);
        return [.. draft.Guarantees.Select(guarantee => new ProvenGuaranteeAnswer(guarantee, broken.GetValueOrDefault(guarantee.Id)))];
    }

    private static async Task<PolicyRevision?> FindAsync(string version, IPolicyStore store, CancellationToken cancellation) =>
        int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await store.ReadAsync(number, cancellation)
            : null;
}
