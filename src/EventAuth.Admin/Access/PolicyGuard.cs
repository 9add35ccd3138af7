namespace EventAuth.Admin.Access;

/// <summary>Changes the policy for those who may: pages and API both use this to reach <see cref="PolicyService"/>.</summary>
internal sealed class PolicyGuard(PolicyService policies, CurrentRights rights)
{
    /// <summary>
    /// Applies a change as <see cref="PolicyService.ApplyAsync"/> does, on behalf of <paramref name="author"/>:
    /// lists need an Editor, the certificate an Administrator, each at this moment.
    /// </summary>
    public async Task<ApplyResult> ApplyAsync(
        PolicyChange change, int basedOn, ClaimsPrincipal author, bool rebase, CancellationToken cancellation)
    {
        var least = change.CertificateText is null ? Roles.Editor : Roles.Administrator;
        return author.Identity?.Name is { } name && await rights.MayAsync(author, least, cancellation)
            ? await policies.ApplyAsync(change, basedOn, name, rebase, cancellation)
            : new ApplyResult.Forbidden();
    }
}
