using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;
using EventAuth.Admin.Explanations;
using EventAuth.Admin.Responses;
using EventAuth.Core.Certificates;
using EventAuth.Core.Decisions;
using EventAuth.Core.Explanations;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Api;

/// <summary>Explains a decision, recorded or imagined. It changes nothing; a token sent along is neither kept nor logged.</summary>
internal static class ExplainEndpoints
{
    public static void MapExplain(this IEndpointRouteBuilder api) => api.MapPost("/decisions/explain", ExplainAsync)
        .Described("Decisions", "Why an event is accepted or rejected, and the smallest change that turns it round")
        .TakesBody<ExplainQuestion>().Answers<ExplanationAnswer>().AnswersProblems(400, 413, 415);

    private static async Task<IResult> ExplainAsync(
        HttpRequest request,
        DecisionExplanations explanations,
        IDecisionReader decisions,
        IPolicyStore store,
        PolicyMonitor policies,
        CancellationToken cancellation)
    {
        var body = await JsonBody.ReadAsync(request, ExplainBody.MaxBytes);
        if (body.Problem is { } problem)
        {
            return problem;
        }

        var problems = new List<PolicyProblem>();
        var question = ExplainBody.Read(body.Root, problems);
        if (question.Event is { } imagined)
        {
            var basis = await FindBasisAsync(question, store, policies.Current, problems, cancellation);
            return problems.Count > 0
                ? ApiProblems.InvalidRequest(problems)
                : TypedResults.Ok(await ExplainImaginedAsync(question, imagined, basis, explanations, cancellation));
        }

        if (problems.Count > 0)
        {
            return ApiProblems.InvalidRequest(problems);
        }

        return await FindAsync(question, decisions, cancellation) is { } record
            ? TypedResults.Ok(ExplanationAnswer.Of(await explanations.ExplainAsync(record, cancellation)))
            : ApiProblems.NoSuchDecision(question.DecisionId is null ? "eventId" : "decisionId");
    }

    private static async Task<ExplanationAnswer> ExplainImaginedAsync(
        ExplainBody question, EventCase imagined, Basis basis, DecisionExplanations explanations, CancellationToken cancellation)
    {
        var @event = question.Jwt is { } jwt ? await explanations.PresentAsync(imagined, jwt, basis.Key, cancellation) : imagined;

        // An imagined event that comes to be decided has its customer, so there is one verdict.
        return ExplanationAnswer.Of(DecisionExplainer.Explain(@event, basis.Policy)[0], basis.Version);
    }

    private static async Task<DecisionRecord?> FindAsync(
        ExplainBody question, IDecisionReader decisions, CancellationToken cancellation) => question switch
    {
        { DecisionId: { } id } => await decisions.FindAsync(id, cancellation),
        { EventId: { } id } => await decisions.FindByEventAsync(id, cancellation),
        _ => null,
    };

    private static async Task<Basis> FindBasisAsync(
        ExplainBody question, IPolicyStore store, PolicySnapshot inForce, List<PolicyProblem> problems, CancellationToken cancellation)
    {
        var policy = inForce.Revision.Policy;
        if (question.Lists is { } lists)
        {
            problems.AddRange(PolicyValidator.Validate(
                lists, policy, _ => throw new InvalidOperationException("Lists bring no certificate."), out var imagined));
            return new Basis(imagined, inForce.Key, null);
        }

        if (question.Version is not { } version || version == inForce.Version)
        {
            return new Basis(policy, inForce.Key, inForce.Version);
        }

        if (await store.ReadAsync(version, cancellation) is { } revision)
        {
            var snapshot = PolicySnapshot.Compile(revision, inForce);
            return new Basis(revision.Policy, snapshot.Key, version);
        }

        problems.Add(new FormProblem("version", "unknown", "There is no such version."));
        return new Basis(policy, inForce.Key, version);
    }

    /// <summary>What decides: lists, the key to check tokens with, and the version where it is one.</summary>
    private sealed record Basis(EventPolicy Policy, VerificationKey? Key, int? Version);
}
