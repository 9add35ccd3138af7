using System.Security.Cryptography;
using EventAuth.Admin.Hosting;
using EventAuth.Admin.Settings;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;

namespace EventAuth.Admin.Policies;

/// <summary>
/// Puts into force what the store holds: the first policy before the program listens, every later one as soon as the store tells.
/// One path for what this process applied and for what others did.
/// </summary>
internal sealed partial class PolicyFollower(
    IPolicyStore store,
    PolicyMonitor monitor,
    FormerKeys formerKeys,
    PolicyFollowing following,
    TimeProvider time,
    ILogger<PolicyFollower> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var revision = await store.ReadLatestAsync(cancellationToken)
                ?? throw new StartRefusedException("The database holds no policy. Without one every event would be decided by accident, so nothing starts.");
            await PublishAsync(revision, cancellationToken);
        }
        catch (Exception exception) when (exception is not (StartRefusedException or OperationCanceledException))
        {
            var where = exception is InvalidDataException or CryptographicException ? exception.Message : exception.GetType().Name;
            throw new StartRefusedException(
                $"The policy in the database cannot be read ({where}). Restore the database from a copy; nothing starts without a policy.");
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var known = monitor.Current.Version;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await store.WaitForChangeAsync(known, stoppingToken);
                if (await store.ReadLatestAsync(stoppingToken) is { } revision && revision.Version > known)
                {
                    await PublishAsync(revision, stoppingToken);
                    known = revision.Version;
                    following.Report(null);
                    LogInForce(logger, known);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Never open by accident: whatever is wrong with the newer one, the last good one goes on deciding.
                LogUnreadable(logger, known, exception);
                following.Report($"A policy newer than version {known} cannot be read. Version {known} stays in force.");
                await PauseAsync(stoppingToken);
            }
        }
    }

    private async Task PublishAsync(PolicyRevision revision, CancellationToken cancellation)
    {
        var snapshot = PolicySnapshot.Compile(revision, monitor.CurrentOrNone);
        formerKeys.Set(await store.ReadCertificatesAsync(cancellation), snapshot.Key?.CertificateId);
        monitor.Publish(snapshot);
    }

    private async Task PauseAsync(CancellationToken stoppingToken) =>
        await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(1001, LogLevel.Information, "Policy version {Version} is in force.")]
    private static partial void LogInForce(ILogger logger, int version);

    [LoggerMessage(1002, LogLevel.Error, "A policy newer than version {Version} cannot be read; that version stays in force.")]
    private static partial void LogUnreadable(ILogger logger, int version, Exception exception);
}
