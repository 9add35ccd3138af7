using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;
using EventAuth.Admin.Explanations;
using EventAuth.Admin.Responses;
using EventAuth.Ingest.Responses;

namespace EventAuth.Admin.Api;

/// <summary>Explains a recorded or hypothetical decision. It changes nothing; a token in the request is neither kept nor logged.</summary>
internal static class ExplainEndpoints
{
    public static void MapExplain(this IEndpointRouteBuilder api) => api.MapPost("/decisions/explain", ExplainAsync)
        .Described("Decisions", "Why an event is accepted or rejected, and the smallest change that turns it round")
        .TakesBody<ExplainQuestion>().Produces<ExplanationAnswer>().AnswersProblems(400, 413, 415);

    private static Task<IResult> ExplainAsync(
        HttpRequest request,
        DecisionExplanations explanations,
        IDecisionReader decisions,
        IPolicyStore store,
        PolicyMonitor policies,
        CancellationToken cancellation) => JsonBody.AnswerAsync(request, ExplainBody.MaxBytes, async body =>
        {
            var errors = new List<ProblemError>();
            var question = ExplainBody.Read(body, errors);
            var isAskedOf = question is not { Event: null, Version: null, At: null };
            var basis = isAskedOf ? await FindBasisAsync(question, store, policies.Current, errors, cancellation) : null;
            if (errors.Count > 0)
            {
                return ProblemResult.InvalidRequest([.. errors]);
            }

            if (question.Event is { } imagined && basis is not null)
            {
                var @event = question.Jwt is { } jwt ? await explanations.PresentAsync(imagined, jwt, basis.Key, cancellation) : imagined;

                // A hypothetical event that is decided has a customer, so there is one verdict.
                return TypedResults.Ok(new ExplanationAnswer(DecisionExplainer.Explain(@event, basis.Policy)[0], basis.Version));
            }

            var record = question.DecisionId is { } id ? await decisions.FindAsync(id, cancellation)
                : question.EventId is { } eventId ? await decisions.FindByEventAsync(eventId, cancellation)
                : null;
            return record is null
                ? ApiProblems.NoSuchDecision(question.DecisionId is null ? "eventId" : "decisionId")
                : TypedResults.Ok(new ExplanationAnswer(await explanations.ExplainAsync(record, cancellation))
                {
                    AsOf = basis is { Version: { } asked, Policy: var policy }
                        ? NowAnswer.Of(asked, DecisionExplainer.Explain(EventCase.Of(record), policy)) : null,
                });
        });

    private static async Task<DecidingVersion> FindBasisAsync(
        ExplainBody question, IPolicyStore store, PolicySnapshot inForce, List<ProblemError> errors, CancellationToken cancellation)
    {
        var policy = inForce.Revision.Policy;
        if (question.Lists is { } lists)
        {
            var problems = PolicyValidator.Validate(
                lists, policy, _ => throw new InvalidOperationException("Lists bring no certificate."), out var imagined);
            errors.AddRange(problems.Select(JsonMembers.ToError));
            return new DecidingVersion(imagined, inForce.Key, null);
        }

        if (question is { Version: null, At: null } or { Version: not null, At: not null } || question.Version == inForce.Version)
        {
            return new DecidingVersion(policy, inForce.Key, inForce.Version);
        }

        var asked = question.At is { } moment ? await store.ReadAtAsync(moment, cancellation)
            : await store.ReadAsync(question.Version!.Value, cancellation);
        if (asked is { } revision)
        {
            var snapshot = PolicySnapshot.Compile(revision, inForce);
            return new DecidingVersion(revision.Policy, snapshot.Key, revision.Version);
        }

        errors.Add(question.At is null
            ? new ProblemError("version", "unknown", "There is no such version.")
            : new ProblemError("at", "unknown", "No version was in force at that moment."));
        return new DecidingVersion(policy, inForce.Key, question.Version);
    }

    /// <summary>What decides: lists, the key to check tokens with, and the version, if it is one.</summary>
    private sealed record DecidingVersion(EventPolicy Policy, VerificationKey? Key, int? Version);
}
