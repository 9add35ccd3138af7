using Microsoft.Extensions.Hosting;

namespace EventAuth.Storage.Files;

/// <summary>What this process knows and writes down every so often, and once more when it ends: a restart does not lose it.</summary>
public abstract class PeriodicWriter(TimeProvider time, TimeSpan pause) : BackgroundService
{
    protected TimeProvider Time => time;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    /// <summary>Writes what has changed. A failure of the storage must not leave it: the next round tries again.</summary>
    protected abstract Task WriteAsync(CancellationToken cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await WriteAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // StopAsync writes the rest.
        }
    }
}
