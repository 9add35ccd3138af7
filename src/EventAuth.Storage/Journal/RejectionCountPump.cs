using EventAuth.Storage.Counts;
using Microsoft.Extensions.Hosting;

namespace EventAuth.Storage.Journal;

/// <summary>Twice a second has what was rejected brought into the counts, so that it can be read within a second.</summary>
internal sealed class RejectionCountPump(SqliteEventJournal journal, RejectionCounter counter, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (!counter.IsBrought)
                {
                    journal.TryBringCounts();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is not brought yet lies in the file, and is taken up at the next start.
        }
    }
}
