using EventAuth.Core.Certificates;

namespace EventAuth.Core.Policies;

/// <summary>The append-only history of the policy. Implemented over each database.</summary>
public interface IPolicyStore
{
    /// <summary>The newest revision, or null if the database has none.</summary>
    Task<PolicyRevision?> ReadLatestAsync(CancellationToken cancellation);

    /// <summary>One revision, or null.</summary>
    Task<PolicyRevision?> ReadAsync(int version, CancellationToken cancellation);

    /// <summary>The revision that was the newest at a moment, or null before the first one.</summary>
    Task<PolicyRevision?> ReadAtAsync(DateTimeOffset moment, CancellationToken cancellation);

    /// <summary>Revisions below a version (all, when null), newest first.</summary>
    Task<IReadOnlyList<PolicyRevision>> ReadBeforeAsync(int? version, int limit, CancellationToken cancellation);

    /// <summary>All certificates that were ever defined, newest first.</summary>
    Task<IReadOnlyList<Certificate>> ReadCertificatesAsync(CancellationToken cancellation);

    /// <summary>
    /// Appends a revision durably, with what goes with it, in one transaction. False, and nothing is changed, when its version number is
    /// taken (the optimistic lock), or when the pending change that it takes back is not pending any more.
    /// </summary>
    Task<bool> TryAppendAsync(PolicyAppend append, CancellationToken cancellation);

    /// <summary>The change that is taken back by itself unless it proves itself, or null.</summary>
    Task<PendingChange?> ReadPendingAsync(CancellationToken cancellation);

    /// <summary>Makes a pending change final, durably; false when it is not pending any more.</summary>
    /// <param name="author">Who decided it, as in <see cref="PolicyRevision.AppliedBy"/>.</param>
    Task<bool> TryKeepAsync(PendingChange pending, string author, CancellationToken cancellation);
}

/// <summary>One entry of the policy's append-only history.</summary>
/// <param name="Version">1 for the policy of a new installation, plus one with each change; lists and certificate share it.</param>
/// <param name="Policy">The whole policy as of this version.</param>
/// <param name="AppliedBy">Who applied it: an e-mail, the name of an API key, or <see cref="Installation"/>.</param>
/// <param name="Comment">What the person wrote for the history; at most <see cref="MaxCommentLength"/> characters.</param>
/// <param name="AppliedAt">When it was applied, in UTC.</param>
public sealed record PolicyRevision(int Version, EventPolicy Policy, string AppliedBy, DateTimeOffset AppliedAt, string? Comment)
{
    /// <summary>The author of what nobody applied: the first version, and a change that was taken back by itself.</summary>
    public const string Installation = "installation";

    /// <summary>The longest comment, in characters.</summary>
    public const int MaxCommentLength = 500;
}
