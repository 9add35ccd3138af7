using EventAuth.Core.Policies;
using EventAuth.Core.Rules;

namespace EventAuth.Core.Administration;

/// <summary>How an attempt to change the policy ended.</summary>
public abstract record ApplyResult
{
    private ApplyResult() { }

    /// <summary>The change is saved, or the policy was like this already.</summary>
    /// <param name="Revision">The revision that is saved.</param>
    /// <param name="Changed">False when the policy was like this already and no new version was created.</param>
    public sealed record Applied(PolicyRevision Revision, bool Changed) : ApplyResult
    {
        /// <summary>False when the saved revision is not in force here within some seconds: the one before still decides.</summary>
        public bool InForce { get; init; } = true;

        /// <summary>Set if the revision is on trial.</summary>
        public PendingChange? Pending { get; init; }
    }

    /// <summary>Nothing was changed: has everything that is wrong.</summary>
    public sealed record Invalid(ImmutableArray<PolicyProblem> Problems) : ApplyResult;

    /// <summary>Nothing was changed: somebody changed the same list or the certificate since.</summary>
    public sealed record Conflict(PolicyRevision Current) : ApplyResult;

    /// <summary>Nothing was changed: a certificate is in force and the change does not allow overwriting it.</summary>
    public sealed record CertificateExists(PolicyRevision Current) : ApplyResult;

    /// <summary>Nothing was changed: guarantees would be broken.</summary>
    public sealed record GuaranteeBroken(ImmutableArray<BrokenGuarantee> Guarantees) : ApplyResult;

    /// <summary>Nothing was changed: an earlier change is still on trial.</summary>
    public sealed record ChangePending(PendingChange Pending) : ApplyResult;

    /// <summary>Nothing was changed: the author has no right to this change, or not any more.</summary>
    public sealed record Forbidden : ApplyResult;
}
