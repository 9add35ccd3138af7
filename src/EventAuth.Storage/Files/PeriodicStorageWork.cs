using Microsoft.Extensions.Hosting;

namespace EventAuth.Storage.Files;

/// <summary>Periodic work on the database. What a stop interrupts goes on after the next start.</summary>
internal abstract class PeriodicStorageWork(StorageFiles files, TimeProvider time, TimeSpan pause) : BackgroundService
{
    public abstract Task RunAsync(CancellationToken cancellation);

    /// <summary>Called when a round failed; the next one tries again.</summary>
    protected abstract void LogFailed(Exception problem);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause, time);
        try
        {
            do
            {
                await TryRunAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task TryRunAsync(CancellationToken cancellation)
    {
        try
        {
            // Also so that it is visible within a second when nobody sends anything.
            files.Check();
            await RunAsync(cancellation);
        }
        catch (StorageLostException)
        {
            // This is logged already.
        }
        catch (Exception problem) when (StorageFailure.IsOne(problem) || problem is IOException)
        {
            LogFailed(problem);
        }
    }
}
