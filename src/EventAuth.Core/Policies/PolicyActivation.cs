using EventAuth.Core.Tokens;

namespace EventAuth.Core.Policies;

/// <summary>The one way into force in this process: a version is compiled, former keys are read, the snapshot is swapped.</summary>
public sealed class PolicyActivation(IPolicyStore store, PolicyMonitor monitor, FormerKeys formerKeys) : IDisposable
{
    // An older version that is late must not bring back the former keys of its time.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>
    /// Puts a version into force, unless it or a newer one is already. Throws when its certificate cannot be used or the former ones cannot
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
