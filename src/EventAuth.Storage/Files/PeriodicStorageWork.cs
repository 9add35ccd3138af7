using System.Data.Common;
using Microsoft.Extensions.Hosting;

namespace EventAuth.Storage.Files;

/// <summary>Work on the database that is done again and again. What a stop interrupts goes on after the next start.</summary>
internal abstract class PeriodicStorageWork(StorageFiles files, TimeProvider time, TimeSpan pause) : BackgroundService
{
    public abstract Task RunAsync(CancellationToken cancellation);

    /// <summary>Hears of a round that failed; the next one tries again.</summary>
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
            // Also so that it shows within a second where nobody sends anything.
            files.Check();
            await RunAsync(cancellation);
        }
        catch (StorageLostException)
        {
            // That is in the log.
        }
        catch (Exception problem) when (problem is DbException or IOException)
        {
            LogFailed(problem);
        }
    }
}
