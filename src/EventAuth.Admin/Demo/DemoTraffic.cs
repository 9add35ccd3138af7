using EventAuth.Admin.Listeners;
using EventAuth.Admin.Settings;

namespace EventAuth.Admin.Demo;

/// <summary>
/// Lets the shop send as long as the program runs: first the history, then a steady small stream. Does what its people do in the
/// console, and tells the person who started the demo how to sign in: never through the logger, whose output may be kept or sent elsewhere.
/// </summary>
internal sealed partial class DemoTraffic(
    DemoAccess access,
    DemoSettings settings,
    DemoTokens tokens,
    DemoHistory history,
    DemoVisits visits,
    DemoClient client,
    BoundListeners listeners,
    StartOutput output,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DemoTraffic> log) : BackgroundService
{
    private const int RequestsPerSecond = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

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
        Tell(
            "A demo: a generated shop sends events. Everything is thrown away when this program ends.",
            "First it sends what happened in the last two months, which takes some seconds.");
        await SetPolicyAsync(stoppingToken);
        await history.SendAsync(stoppingToken);
        Tell($"Sign in at {new Uri(listeners.Admin!, "/sign-in")}", $"  E-mail:   {access.Email}", $"  Password: {access.Password}");

        var begun = time.GetTimestamp();
        var isRotated = false;
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1) / RequestsPerSecond, time);
        while (await ticks.WaitForNextTickAsync(stoppingToken))
        {
            // One after the other: if the machine is slow, fewer are sent, and nothing piles up.
            if (!await TrySendAsync(stoppingToken))
            {
                await Task.Delay(Pause, time, stoppingToken);
            }

            if (!isRotated && time.GetElapsedTime(begun) >= settings.RotateAfter)
            {
                isRotated = true;
                await RotateAsync(stoppingToken);
            }
        }
    }

    private async Task SetPolicyAsync(CancellationToken cancellation)
    {
        var lists = new
        {
            anonymousWithoutJwt = DemoEvents.OfAnybody,
            updateWithoutJwt = (string[])["client.login"],
            updateWithJwt = DemoEvents.OfKnown,
        };
        await client.PutAsync("/policy", new { lists, comment = "The lists of the demo shop" }, cancellation);
        await client.PutAsync("/certificate", new { pem = tokens.PublicPem }, cancellation);
    }

    // The certificate comes first: for a moment all tokens are of the former key; at a late site for longer.
    private async Task RotateAsync(CancellationToken cancellation)
    {
        var next = new DemoKey();
        await client.PutAsync("/certificate", new { pem = next.PublicPem, overwrite = true }, cancellation);
        tokens.Rotate(next);
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

    private void Tell(params string[] lines)
    {
        Array.ForEach(lines, output.Writer.WriteLine);
        output.Writer.Flush();
    }

    [LoggerMessage(1501, LogLevel.Warning, "An event of the demo could not be sent ({Problem}); the next are tried soon.")]
    private static partial void LogNotSent(ILogger logger, HttpRequestError problem);
}
