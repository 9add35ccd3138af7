using EventAuth.Core.Certificates;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Rules;

namespace EventAuth.Core.Administration;

/// <summary>The administration point: the only way in which the policy changes. Console and API both call it.</summary>
public sealed class PolicyService(IPolicyStore store, PolicyActivation activation, IDecisionReader decisions, TimeProvider time)
{
    /// <summary>How long it may take to put a change into force.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // With the precision of the store.
    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

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
            var latest = await ReadLatestAsync(cancellation);
            if (latest.Version != basedOn && (!rebase || await IsConflictAsync(change, basedOn, latest, cancellation)))
            {
                return new ApplyResult.Conflict(latest);
            }

            var now = Now;
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

            // Read after the newest version: a change that becomes pending later takes the version that this one would have.
            if (await store.ReadPendingAsync(cancellation) is { } pending)
            {
                return new ApplyResult.ChangePending(pending);
            }

            var broken = GuaranteeProof.FindBroken(policy);
            if (!broken.IsEmpty && !change.OverridesGuarantees)
            {
                return new ApplyResult.GuaranteeBroken(broken);
            }

            var comment = string.IsNullOrWhiteSpace(change.Comment) ? null : change.Comment.Trim();
            var append = new PolicyAppend(new PolicyRevision(version, policy, author, now, comment))
            {
                Begins = change.Trial is { } trial ? await BeginAsync(trial, version, latest.Version, now, cancellation) : null,
                Overrides = [.. broken.Select(each => each.Guarantee.Id)],
            };
            if (await store.TryAppendAsync(append, cancellation))
            {
                // What is committed is in force for everybody; a caller who gave up in between does not change that.
                var inForce = await TryPutIntoForceAsync(append.Revision, CancellationToken.None);
                return new ApplyResult.Applied(append.Revision, Changed: true) { InForce = inForce, Pending = append.Begins };
            }
        }
    }

    /// <summary>
    /// Takes a pending change back: its former version becomes a new one. Null, and nothing is changed, if it is not pending any more:
    /// of several nodes and people who take it back or keep it, exactly one does.
    /// </summary>
    /// <param name="why">For the history, after <see cref="PendingChange.Reverted"/>.</param>
    public async Task<PolicyRevision?> RevertAsync(PendingChange pending, string author, string why, CancellationToken cancellation)
    {
        var former = await store.ReadAsync(pending.RevertsTo, cancellation)
            ?? throw new InvalidDataException($"PolicyRevisions, row {pending.RevertsTo}, is damaged");
        while (await store.ReadPendingAsync(cancellation) == pending)
        {
            var latest = await ReadLatestAsync(cancellation);
            var revision = new PolicyRevision(latest.Version + 1, former.Policy, author, Now, PendingChange.Reverted + why);
            if (await store.TryAppendAsync(new PolicyAppend(revision) { TakesBack = pending }, cancellation))
            {
                await TryPutIntoForceAsync(revision, CancellationToken.None);
                return revision;
            }
        }

        return null;
    }

    /// <summary>Makes a pending change final; false if it is not pending any more.</summary>
    public Task<bool> KeepAsync(PendingChange pending, string author, CancellationToken cancellation) =>
        store.TryKeepAsync(pending, author, cancellation);

    private async Task<PolicyRevision> ReadLatestAsync(CancellationToken cancellation) =>
        await store.ReadLatestAsync(cancellation) ?? throw new InvalidOperationException("There is no policy to change.");

    private async Task<PendingChange> BeginAsync(
        Trial trial, int version, int revertsTo, DateTimeOffset now, CancellationToken cancellation) => new(
            version, revertsTo, trial.Kind, now.AddMinutes(trial.Minutes),
            // With the precision of the store.
            trial is { Kind: PendingKind.Guard, MaxRejectedPercent: { } percent } ? Math.Round(percent, 2) : null,
            await decisions.LastIdAsync(cancellation));

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
            || (change.Mode is not null && seen.Policy.Mode != latest.Policy.Mode)
            || (change.OtherEvents is not null && seen.Policy.OtherEvents != latest.Policy.OtherEvents)
            || (change.Guarantees is not null && !seen.Policy.Guarantees.SequenceEqual(latest.Policy.Guarantees))
            || (change.CertificateText is not null && seen.Policy.Certificate?.Id != latest.Policy.Certificate?.Id);
    }
}
