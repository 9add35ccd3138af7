using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Policies;

/// <summary>Since when the lists are only monitored, and what enforcing would have rejected; for every page to say so.</summary>
internal sealed class MonitorStatus(PolicyMonitor policies, IPolicyStore store, IDecisionCounts counts, TimeProvider time) : IDisposable
{
    private const int AtOnce = 50;

    /// <summary>Many pages ask for the same: it is counted at most so often.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1);
    private (int Version, DateTimeOffset Since)? _since;
    private (int Version, long At, MonitorReport Report)? _read;

    /// <summary>The report; null while the lists are enforced.</summary>
    public async Task<MonitorReport?> ReadAsync(CancellationToken cancellation)
    {
        var revision = policies.Current.Revision;
        if (revision.Policy.Mode != PolicyMode.Monitor)
        {
            return null;
        }

        await _turn.WaitAsync(cancellation);
        try
        {
            if (_read is not { } read || read.Version != revision.Version || time.GetElapsedTime(read.At) >= Pause)
            {
                var at = time.GetTimestamp();
                var since = await FindSinceAsync(revision, cancellation);
                _read = read = (revision.Version, at, new MonitorReport(since, await counts.CountMonitoredAsync(since, cancellation)));
            }

            return read.Report;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    // The first of the versions in a row that only monitor.
    private async Task<DateTimeOffset> FindSinceAsync(PolicyRevision newest, CancellationToken cancellation)
    {
        if (_since is { } known && known.Version == newest.Version)
        {
            return known.Since;
        }

        var first = newest;
        while (await store.ReadBeforeAsync(first.Version, AtOnce, cancellation) is { Count: > 0 } earlier)
        {
            var monitoring = earlier.TakeWhile(revision => revision.Policy.Mode == PolicyMode.Monitor).ToList();
            first = monitoring.LastOrDefault(first);
            if (monitoring.Count < earlier.Count)
            {
                break;
            }
        }

        _since = (newest.Version, first.AppliedAt);
        return first.AppliedAt;
    }
}

/// <summary>What Monitor mode accepted.</summary>
/// <param name="Since">When it began, in UTC.</param>
/// <param name="WouldBeRejected">How many events enforcing would have rejected since.</param>
internal sealed record MonitorReport(DateTimeOffset Since, long WouldBeRejected)
{
    /// <summary>What to look at if it is probably forgotten; null before.</summary>
    public PolicyFinding? FindLong(DateTimeOffset now) => now - Since < PolicyLint.MonitoredLong
        ? null
        : new PolicyFinding(PolicyFindingKind.MonitoredForLong, List: null, [], new Fix.EndMonitoring());
}
