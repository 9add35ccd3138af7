using EventAuth.Core.Certificates;

namespace EventAuth.Core.Policies;

/// <summary>The administration point: the only way in which the policy changes. Console and API both call it.</summary>
public sealed class PolicyService(IPolicyStore store, PolicyActivation activation, TimeProvider time)
{
    /// <summary>How long it may take to put a change into force.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Applies a change that is based on version <paramref name="basedOn"/>: appends it and puts it into force in this process.
    /// If that takes longer than <see cref="Patience"/>, the result says that it is saved but not in force. If somebody else changed
    /// something else in between, the change is put on top of theirs if <paramref name="rebase"/> allows it; if they changed the same
    /// list or the certificate, it is a conflict.
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

            // With the precision of the store.
            var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
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

            if (await FindModulusProblemAsync(policy, latest.Policy, cancellation) is { } unsafeKey)
            {
                return new ApplyResult.Invalid([unsafeKey]);
            }

            if (policy.Equals(latest.Policy))
            {
                return new ApplyResult.Applied(latest, Changed: false) { InForce = await TryPutIntoForceAsync(latest, cancellation) };
            }

            if (!change.OverwriteCertificate && latest.Policy.Certificate is { } present && policy.Certificate?.Id != present.Id)
            {
                return new ApplyResult.CertificateExists(latest);
            }

            var comment = string.IsNullOrWhiteSpace(change.Comment) ? null : change.Comment.Trim();
            var revision = new PolicyRevision(version, policy, author, now, comment);
            if (await store.TryAppendAsync(revision, cancellation))
            {
                // What is committed is in force for everybody; a caller who gave up in between does not change that.
                var inForce = await TryPutIntoForceAsync(revision, CancellationToken.None);
                return new ApplyResult.Applied(revision, Changed: true) { InForce = inForce };
            }
        }
    }

    private static async Task<PolicyProblem?> FindModulusProblemAsync(
        EventPolicy policy, EventPolicy before, CancellationToken cancellation) =>
        policy.Certificate is { } defined && defined.Id != before.Certificate?.Id
            && await ModulusCheck.FindProblemAsync(defined.Pem, cancellation) is { } problem
            ? new PolicyProblem("pem", problem.ToCode())
            : null;

    // Whatever goes wrong here, the change is saved; the follower tries again and says why.
    private async Task<bool> TryPutIntoForceAsync(PolicyRevision revision, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await activation.PutIntoForceAsync(revision, either.Token);
            return true;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return false;
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
