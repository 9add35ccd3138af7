namespace EventAuth.Admin.Access;

/// <summary>Changes the policy for those who may: pages and API both use this to reach <see cref="PolicyService"/>.</summary>
internal sealed class PolicyGuard(PolicyService policies, CurrentRights rights)
{
    /// <summary>
    /// Applies a change as <see cref="PolicyService.ApplyAsync"/> does, on behalf of <paramref name="author"/>:
    /// lists need an Editor, the certificate and what breaks a guarantee an Administrator, each at this moment.
    /// </summary>
    public async Task<ApplyResult> ApplyAsync(
        PolicyChange change, int basedOn, ClaimsPrincipal author, bool rebase, CancellationToken cancellation)
    {
        var least = change is { CertificateText: null, OverridesGuarantees: false } ? Roles.Editor : Roles.Administrator;
        return author.Identity?.Name is { } name && await rights.MayAsync(author, least, cancellation)
            ? await policies.ApplyAsync(change, basedOn, name, rebase, cancellation)
            : new ApplyResult.Forbidden();
    }

    /// <summary>Takes a pending change back, for an Editor. <see cref="PendingOutcome.Gone"/> if it is not pending any more.</summary>
    public Task<PendingOutcome> RevertAsync(PendingChange pending, ClaimsPrincipal author, CancellationToken cancellation) => EndAsync(
        author,
        async name => await policies.RevertAsync(pending, name, $"by {name}", cancellation) is not null,
        cancellation);

    /// <summary>Makes a pending change final, for an Editor.</summary>
    public Task<PendingOutcome> KeepAsync(PendingChange pending, ClaimsPrincipal author, CancellationToken cancellation) =>
        EndAsync(author, name => policies.KeepAsync(pending, name, cancellation), cancellation);

    private async Task<PendingOutcome> EndAsync(ClaimsPrincipal author, Func<string, Task<bool>> end, CancellationToken cancellation) =>
        author.Identity?.Name is not { } name || !await rights.MayAsync(author, Roles.Editor, cancellation) ? PendingOutcome.Forbidden
        : await end(name) ? PendingOutcome.Done
        : PendingOutcome.Gone;
}

/// <summary>How an attempt to keep a pending change, or to take it back, ended.</summary>
internal enum PendingOutcome
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>It was kept or taken back already.</summary>
    Gone,

    /// <summary>The caller has no right to it.</summary>
    Forbidden,
}
