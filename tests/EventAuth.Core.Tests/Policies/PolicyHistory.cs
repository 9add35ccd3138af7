using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Tests.Policies;

/// <summary>A history in memory.</summary>
internal sealed class PolicyHistory : IPolicyStore
{
    private readonly Lock _gate = new();
    private readonly List<PolicyRevision> _revisions = [];
    private readonly List<PolicyAppend> _appends = [];
    private PendingChange? _pending;

    /// <summary>How often one revision was read.</summary>
    public int Reads { get; private set; }

    /// <summary>Whether certificates can be read. While not, reading them does not end.</summary>
    public bool HoldsCertificates { get; set; } = true;

    /// <summary>What was appended through the store, in its order.</summary>
    public IReadOnlyList<PolicyAppend> Appends
    {
        get
        {
            lock (_gate)
            {
                return [.. _appends];
            }
        }
    }

    /// <summary>Appends a revision by the back door.</summary>
    public PolicyRevision Append(EventPolicy policy, DateTimeOffset at)
    {
        lock (_gate)
        {
            _revisions.Add(new PolicyRevision(_revisions.Count + 1, policy, "anna@shop.example", at, null));
            return _revisions[^1];
        }
    }

    public Task<PolicyRevision?> ReadLatestAsync(CancellationToken cancellation) => Locked(() => _revisions.LastOrDefault());

    public Task<PolicyRevision?> ReadAsync(int version, CancellationToken cancellation) => Locked(() =>
    {
        Reads++;
        return _revisions.SingleOrDefault(revision => revision.Version == version);
    });

    public Task<PolicyRevision?> ReadAtAsync(DateTimeOffset moment, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<PolicyRevision>> ReadBeforeAsync(int? version, int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public async Task<IReadOnlyList<Certificate>> ReadCertificatesAsync(CancellationToken cancellation)
    {
        await (HoldsCertificates ? Task.CompletedTask : Task.Delay(Timeout.Infinite, cancellation));
        return [];
    }

    public async Task<bool> TryAppendAsync(PolicyAppend append, CancellationToken cancellation)
    {
        // Others come in between, as with a database.
        await Task.Yield();
        return await Locked(() =>
        {
            if (append.Revision.Version != _revisions.Count + 1 || (append.TakesBack is { } taken && taken != _pending))
            {
                return false;
            }

            _revisions.Add(append.Revision);
            _appends.Add(append);
            _pending = append.TakesBack is null ? append.Begins ?? _pending : append.Begins;
            return true;
        });
    }

    public Task<PendingChange?> ReadPendingAsync(CancellationToken cancellation) => Locked(() => _pending);

    public async Task<bool> TryKeepAsync(PendingChange pending, string author, CancellationToken cancellation)
    {
        await Task.Yield();
        return await Locked(() =>
        {
            var isPending = _pending == pending;
            _pending = isPending ? null : _pending;
            return isPending;
        });
    }

    private Task<T> Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return Task.FromResult(read());
        }
    }
}
