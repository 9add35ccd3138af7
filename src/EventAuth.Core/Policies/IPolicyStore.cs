using EventAuth.Core.Certificates;

namespace EventAuth.Core.Policies;

/// <summary>The append-only history of the policy. Implemented over each database.</summary>
public interface IPolicyStore
{
    /// <summary>The newest revision, or null in a database that has none.</summary>
    Task<PolicyRevision?> ReadLatestAsync(CancellationToken cancellation);

    /// <summary>One revision, or null.</summary>
    Task<PolicyRevision?> ReadAsync(int version, CancellationToken cancellation);

    /// <summary>Revisions below a version (all, when null), newest first.</summary>
    Task<IReadOnlyList<PolicyRevision>> ReadBeforeAsync(int? version, int limit, CancellationToken cancellation);

    /// <summary>All certificates that were ever defined, newest first.</summary>
    Task<IReadOnlyList<Certificate>> ReadCertificatesAsync(CancellationToken cancellation);

    /// <summary>Appends a revision durably; false when its version number is taken: the optimistic lock.</summary>
    Task<bool> TryAppendAsync(PolicyRevision revision, CancellationToken cancellation);
}
