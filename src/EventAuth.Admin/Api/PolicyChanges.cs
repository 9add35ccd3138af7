using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Admin.Api.Requests;
using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Api;

/// <summary>Applies what a program sent, on the version it named.</summary>
internal sealed class PolicyChanges(IPolicyStore store, PolicyGuard guard)
{
    /// <summary>Applies a change; never on top of a version that the condition does not name.</summary>
    /// <param name="change">What the body asks for.</param>
    /// <param name="formProblems">What was wrong with the body's form already.</param>
    /// <param name="condition">On which versions; null for any.</param>
    /// <param name="author">The key that sent it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<ApplyResult> ApplyAsync(
        PolicyChange change,
        IReadOnlyCollection<PolicyProblem> formProblems,
        VersionCondition? condition,
        ClaimsPrincipal author,
        CancellationToken cancellation)
    {
        var latest = await store.ReadLatestAsync(cancellation) ?? throw new InvalidOperationException("There is no policy to change.");
        while (condition is null || condition.Matches(latest.Version))
        {
            if (formProblems.Count > 0)
            {
                // The rest is looked through as well, so that everything is said at once.
                var problems = PolicyValidator.Validate(change, latest.Policy, key => Imagine(key, latest), out _);
                return new ApplyResult.Invalid([.. formProblems, .. problems]);
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
