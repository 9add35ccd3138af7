namespace EventAuth.Admin.Policies;

/// <summary>
/// Watches the change on trial, each second: takes it back when the lists reject too much or nobody confirmed it, and makes it final when
/// it proved itself. Each node does so; the store sees to it that one of them succeeds.
/// </summary>
internal sealed partial class PendingWatch(
    IPolicyStore store,
    PolicyService policies,
    IDecisionReader decisions,
    PendingStatus status,
    TimeProvider time,
    ILogger<PendingWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // What was counted of the change on trial; counted again from its beginning after a start.
    private PendingChange? _watched;
    private VersionTally _tally;

    /// <summary>Looks once.</summary>
    internal async Task LookAsync(CancellationToken cancellation)
    {
        var read = await store.ReadPendingAsync(cancellation);
        status.Set(read);
        if (read is not { } pending)
        {
            _watched = null;
            return;
        }

        if (pending != _watched)
        {
            (_watched, _tally) = (pending, new VersionTally(0, 0, pending.AfterDecision));
        }

        // The time first: what is decided until then counts.
        var now = time.GetUtcNow();
        if (pending.Kind == PendingKind.Guard)
        {
            _tally += await decisions.TallyAsync(pending.Version, _tally.LastId, cancellation);
        }

        switch (PendingVerdict.Of(pending, _tally, now, out var why))
        {
            case PendingEnd.Revert when await policies.RevertAsync(pending, PolicyRevision.Installation, why, cancellation) is { } back:
                LogReverted(logger, pending.Version, back.Version, why);
                break;
            case PendingEnd.Keep when await policies.KeepAsync(pending, PolicyRevision.Installation, cancellation):
                LogKept(logger, pending.Version);
                break;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(1011, LogLevel.Warning, "Version {Version} was taken back; version {Former} has the policy before it: {Why}")]
    private static partial void LogReverted(ILogger logger, int version, int former, string why);

    [LoggerMessage(1012, LogLevel.Information, "Version {Version} proved itself and stays.")]
    private static partial void LogKept(ILogger logger, int version);

    [LoggerMessage(1013, LogLevel.Error, "The change on trial could not be checked ({Reason}); it is tried again in a second.")]
    private static partial void LogFailed(ILogger logger, string reason);
}
