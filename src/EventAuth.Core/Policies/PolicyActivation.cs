using EventAuth.Core.Tokens;

namespace EventAuth.Core.Policies;

/// <summary>The only way to put a version into force in this process: compile it, read former keys, swap the snapshot.</summary>
public sealed class PolicyActivation(IPolicyStore store, PolicyMonitor monitor, FormerKeys formerKeys) : IDisposable
{
    // A late older version must not bring back the former keys of its time.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>
    /// Puts a version into force, unless it or a newer one is already. Throws if its certificate cannot be used or the former ones cannot
    /// be read; the last good version then goes on deciding.
    /// </summary>
    public async Task PutIntoForceAsync(PolicyRevision revision, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (monitor.CurrentOrNone?.Version >= revision.Version)
            {
                return;
            }

            var snapshot = PolicySnapshot.Compile(revision, monitor.CurrentOrNone);
            formerKeys.Set(await store.ReadCertificatesAsync(cancellation), snapshot.Key?.CertificateId);
            monitor.Publish(snapshot);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
