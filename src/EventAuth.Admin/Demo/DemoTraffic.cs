using EventAuth.Admin.Demo.Traffic;

namespace EventAuth.Admin.Demo;

/// <summary>Lets the shop send as long as the program runs: first what was before, then a modest stream without end.</summary>
internal sealed partial class DemoTraffic(
    DemoGreeting greeting,
    DemoPolicy policy,
    DemoHistory history,
    DemoVisits visits,
    DemoClient client,
    DemoPlan plan,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DemoTraffic> log) : BackgroundService
{
    private const int RequestsPerSecond = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The listeners close before background services are told to stop.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            await SendAllAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // That was the end of the demo.
        }
    }

    private async Task SendAllAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        greeting.Begin();
        await policy.SetUpAsync(stoppingToken);
        await history.SendAsync(stoppingToken);
        greeting.Invite();

        var begun = time.GetTimestamp();
        var isRotated = false;
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1) / RequestsPerSecond, time);
        while (await ticks.WaitForNextTickAsync(stoppingToken))
        {
            // One after the other: where the machine is slow, fewer are sent, and nothing piles up.
            if (!await TrySendAsync(stoppingToken))
            {
                await Task.Delay(Pause, time, stoppingToken);
            }

            if (!isRotated && time.GetElapsedTime(begun) >= plan.RotateAfter)
            {
                isRotated = true;
                await policy.RotateAsync(stoppingToken);
            }
        }
    }

    private async Task<bool> TrySendAsync(CancellationToken stoppingToken)
    {
        try
        {
            return await client.SendAsync(visits.Next(), stoppingToken);
        }
        catch (HttpRequestException problem)
        {
            LogNotSent(log, problem.HttpRequestError);
            return false;
        }
    }

    [LoggerMessage(1501, LogLevel.Warning, "An event of the demo could not be sent ({Problem}); the next are tried soon.")]
    private static partial void LogNotSent(ILogger logger, HttpRequestError problem);
}
