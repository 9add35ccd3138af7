using System.Security.Cryptography;
using EventAuth.Admin.Settings;
using EventAuth.Storage.Policies;

namespace EventAuth.Admin.Policies;

/// <summary>
/// Puts the first policy into force before the program listens, and later any newer one: what another process applied, and what this
/// one saved but could not put into force. It looks when it is notified, and each second, since a notification can be lost.
/// </summary>
internal sealed partial class PolicyFollower(
    IPolicyStore store,
    PolicyMonitor monitor,
    PolicyActivation activation,
    PolicyFollowing following,
    TimeProvider time,
    ILogger<PolicyFollower> logger,
    IPolicyNews? news = null) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _heard = new(0, 1);

    public override void Dispose()
    {
        _heard.Dispose();
        base.Dispose();
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var revision = await store.ReadLatestAsync(cancellationToken)
                ?? throw new StartRefusedException(
                    "The database holds no policy. Without one every event would be decided by accident, so nothing starts.");
            await activation.PutIntoForceAsync(revision, cancellationToken);
        }
        catch (Exception exception) when (exception is not (StartRefusedException or OperationCanceledException))
        {
            var where = exception is InvalidDataException or CryptographicException ? exception.Message : exception.GetType().Name;
            throw new StartRefusedException(
                $"The policy in the database cannot be read ({where}). Restore the database from a copy; nothing starts without a policy.");
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        monitor.Changed += OnChanged;
        try
        {
            await Task.WhenAll(
                LookEachSecondAsync(stoppingToken),
                LookWhenHeardAsync(stoppingToken),
                news?.ListenAsync(Hear, stoppingToken) ?? Task.CompletedTask);
        }
        finally
        {
            monitor.Changed -= OnChanged;
        }
    }

    private async Task LookEachSecondAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            await FollowAsync(cancellation);
        }
    }

    private async Task LookWhenHeardAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await _heard.WaitAsync(cancellation);
            await FollowAsync(cancellation);
        }
    }

    // Several at once are looked at once.
    private void Hear()
    {
        try
        {
            _heard.Release();
        }
        catch (SemaphoreFullException)
        {
            // It looks anyway.
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        var known = monitor.Current.Version;
        try
        {
            if (await store.ReadLatestAsync(cancellation) is { } revision)
            {
                await activation.PutIntoForceAsync(revision, cancellation);
            }

            following.Report(null);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // Never open by accident: whatever is wrong with the newer one, the last valid one goes on deciding.
            if (following.Trouble is null)
            {
                LogUnreadable(logger, known, exception);
            }

            following.Report($"The newest policy cannot be read. Version {known} stays in force.");
        }
    }

    private void OnChanged(PolicySnapshot snapshot) => LogInForce(logger, snapshot.Version);

    [LoggerMessage(1001, LogLevel.Information, "Policy version {Version} is in force.")]
    private static partial void LogInForce(ILogger logger, int version);

    [LoggerMessage(1002, LogLevel.Error, "The newest policy cannot be read; version {Version} stays in force.")]
    private static partial void LogUnreadable(ILogger logger, int version, Exception exception);
}
