using EventAuth.Core.Certificates;

namespace EventAuth.Core.Policies;

/// <summary>The administration point: the only way in which the policy changes. Console and API both call it.</summary>
public sealed class PolicyService(IPolicyStore store, PolicyMonitor monitor, TimeProvider time)
{
    /// <summary>
    /// Applies a change that was made looking at version <paramref name="basedOn"/>, and returns when this process decides by the result.
    /// Where somebody else changed something else meanwhile, the change is put on top of theirs if <paramref name="rebase"/> allows it;
    /// where they changed the same list or the certificate, it is a conflict.
    /// </summary>
    public async Task<ApplyResult> ApplyAsync(PolicyChange change, int basedOn, string author, bool rebase, CancellationToken cancellation)
    {
        while (true)
        {
            var latest = await store.ReadLatestAsync(cancellation)
                ?? throw new InvalidOperationException("There is no policy to change.");
            if (latest.Version != basedOn && (!rebase || await IsConflictAsync(change, basedOn, latest, cancellation)))
            {
                return new ApplyResult.Conflict(latest);
            }

            var now = time.GetUtcNow();
            var version = latest.Version + 1;
            var problems = PolicyValidator.Validate(
                change,
                latest.Policy,
                key => new Certificate($"c{version}", key.Pem, key.Sha256, key.KeySize, now, author),
                out var policy);
            if (!problems.IsEmpty)
            {
                return new ApplyResult.Invalid(problems);
            }

            if (policy.Equals(latest.Policy))
            {
                await monitor.WaitForAsync(latest.Version, cancellation);
                return new ApplyResult.Applied(latest, Changed: false);
            }

            if (!change.OverwriteCertificate && latest.Policy.Certificate is { } present && policy.Certificate?.Id != present.Id)
            {
                return new ApplyResult.CertificateExists(latest);
            }

            var comment = string.IsNullOrWhiteSpace(change.Comment) ? null : change.Comment.Trim();
            var revision = new PolicyRevision(version, policy, author, now, comment);
            if (await store.TryAppendAsync(revision, cancellation))
            {
                // What is committed is in force for everybody; a caller who gave up meanwhile does not change that.
                await monitor.WaitForAsync(version, CancellationToken.None);
                return new ApplyResult.Applied(revision, Changed: true);
            }
        }
    }

    private async Task<bool> IsConflictAsync(PolicyChange change, int basedOn, PolicyRevision latest, CancellationToken cancellation)
    {
        var seen = await store.ReadAsync(basedOn, cancellation);
        return seen is null
            || change.Lists.Keys.Any(kind => !seen.Policy[kind].SetEquals(latest.Policy[kind]))
            || (change.CertificateText is not null && seen.Policy.Certificate?.Id != latest.Policy.Certificate?.Id);
    }
}
