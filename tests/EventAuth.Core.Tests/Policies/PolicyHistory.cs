using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Tests.Policies;

/// <summary>A history in memory.</summary>
internal sealed class PolicyHistory : IPolicyStore
{
    private readonly List<PolicyRevision> _revisions = [];

    /// <summary>How often one revision was read.</summary>
    public int Reads { get; private set; }

    /// <summary>Whether certificates can be read. While not, reading them does not end.</summary>
    public bool HoldsCertificates { get; set; } = true;

    public PolicyRevision Append(EventPolicy policy, DateTimeOffset at)
    {
        _revisions.Add(new PolicyRevision(_revisions.Count + 1, policy, "anna@shop.example", at, null));
        return _revisions[^1];
    }

    public Task<PolicyRevision?> ReadLatestAsync(CancellationToken cancellation) => Task.FromResult(_revisions.LastOrDefault());

    public Task<PolicyRevision?> ReadAsync(int version, CancellationToken cancellation)
    {
        Reads++;
        return Task.FromResult(_revisions.SingleOrDefault(revision => revision.Version == version));
    }

    public Task<PolicyRevision?> ReadAtAsync(DateTimeOffset moment, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<PolicyRevision>> ReadBeforeAsync(int? version, int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public async Task<IReadOnlyList<Certificate>> ReadCertificatesAsync(CancellationToken cancellation)
    {
        await (HoldsCertificates ? Task.CompletedTask : Task.Delay(Timeout.Infinite, cancellation));
        return [];
    }

    public Task<bool> TryAppendAsync(PolicyAppend append, CancellationToken cancellation)
    {
        _revisions.Add(append.Revision);
        return Task.FromResult(true);
    }

    public Task<PendingChange?> ReadPendingAsync(CancellationToken cancellation) => Task.FromResult<PendingChange?>(null);

    public Task<bool> TryKeepAsync(PendingChange pending, string author, CancellationToken cancellation) => throw new NotSupportedException();
}
