using System.Diagnostics;
using EventAuth.Admin.Api.Requests;
using EventAuth.Admin.Responses;
using EventAuth.Ingest.Responses;

namespace EventAuth.Admin.Api;

/// <summary>Applies what a program sent, based on the version it named.</summary>
internal sealed class PolicyChanges(IPolicyStore store, PolicyGuard guard)
{
    /// <summary>Reads the <c>If-Match</c> that a change of the policy needs; otherwise returns what is wrong.</summary>
    public static IResult? ReadCondition(HttpRequest request, out VersionCondition? condition)
    {
        condition = null;
        return request.Headers.IfMatch is not { Count: > 0 } header ? ApiProblems.IfMatchRequired
            : VersionCondition.TryRead(header, out condition) ? null
            : ApiProblems.BadIfMatch;
    }

    /// <summary>Reads a draft that is not applied; otherwise returns everything that is wrong with what was sent.</summary>
    /// <param name="errors">What is wrong with the rest of it.</param>
    /// <param name="inForce">What is absent is as there.</param>
    public static IResult? ReadDraft(JsonElement body, List<ProblemError> errors, EventPolicy inForce, out EventPolicy draft)
    {
        var problems = PolicyValidator.Validate(
            PolicyBody.ReadDraft(body, errors), inForce,
            _ => throw new InvalidOperationException("A draft brings no certificate."), out draft);
        return errors.Count > 0 || !problems.IsEmpty
            ? ApiProblems.Invalid(PolicyEndpoints.Invalid, [.. errors, .. problems.Select(JsonMembers.ToError)])
            : null;
    }

    /// <summary>
    /// Applies a change, never on top of a version that the condition does not name; null allows any. The answer to an invalid one
    /// has the given code and also says what was wrong with the body's form.
    /// </summary>
    public async Task<IResult> ApplyAsync(
        HttpContext context,
        PolicyChange change,
        IReadOnlyCollection<ProblemError> errors,
        VersionCondition? condition,
        string invalid,
        Func<ApplyResult.Applied, IResult> answer) =>
        await ApplyAsync(change, isFormRight: errors.Count == 0, condition, context.User, context.RequestAborted) switch
        {
            ApplyResult.Applied { InForce: false } applied => ApiProblems.NotInForce(applied.Revision),
            ApplyResult.Applied applied => answer(applied),
            ApplyResult.Invalid { Problems: var problems } =>
                ApiProblems.Invalid(invalid, [.. errors, .. problems.Select(JsonMembers.ToError)]),
            ApplyResult.Conflict conflict => ApiProblems.VersionConflict(conflict.Current),
            ApplyResult.CertificateExists => ApiProblems.CertificateExists,
            ApplyResult.GuaranteeBroken { Guarantees: var broken } => ApiProblems.GuaranteeBroken(broken),
            ApplyResult.ChangePending { Pending: var pending } => ApiProblems.ChangePending(pending),
            ApplyResult.Forbidden => ProblemResult.Forbidden,
            _ => throw new UnreachableException(),
        };

    private async Task<ApplyResult> ApplyAsync(
        PolicyChange change, bool isFormRight, VersionCondition? condition, ClaimsPrincipal author, CancellationToken cancellation)
    {
        var latest = await store.ReadLatestAsync(cancellation) ?? throw new InvalidOperationException("There is no policy to change.");
        while (condition is null || condition.Matches(latest.Version))
        {
            if (!isFormRight)
            {
                // The rest is checked as well, so that everything is reported at once.
                return new ApplyResult.Invalid(PolicyValidator.Validate(change, latest.Policy, key => Imagine(key, latest), out _));
            }

            var result = await guard.ApplyAsync(change, latest.Version, author, rebase: false, cancellation);
            if (result is not ApplyResult.Conflict conflict)
            {
                return result;
            }

            latest = conflict.Current;
        }

        return new ApplyResult.Conflict(latest);
    }

    private static Certificate Imagine(CertificateReading.Accepted key, PolicyRevision latest) =>
        new("", key.Pem, key.Sha256, key.KeySize, latest.AppliedAt, "");
}
