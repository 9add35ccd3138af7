using EventAuth.Core.Limits;
using EventAuth.Storage.Database;
using EventAuth.Storage.Files;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Retention;

/// <summary>
/// Deletes rejections, what they brought, and counts, each when its time is over. In steps of few rows with a pause after each, on its own
/// connection: the journal's writer waits for a step at most, a few milliseconds. Accepted events stay, as activities of their customers.
/// A clock that jumps ahead is believed after a day: what is deleted too early is lost.
/// </summary>
internal sealed partial class DecisionRetention(
    StorageOptions options, StorageFiles files, WriteTurns turns, TimeProvider time, ILogger<DecisionRetention> log) : BackgroundService
{
    /// <summary>How long what rejected events brought is kept, in days.</summary>
    public const int PayloadDays = 7;

    /// <summary>How long a clock that jumped ahead must have stood there before something is deleted by it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly DeletionClock _clock = new(time, Patience);
    private readonly AheadRows _aheadRejections = new();
    private readonly AheadRows _aheadPayloads = new();
    private bool _isFolded;

    /// <summary>Deletes all whose time is over. Gives how many rows that were.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (!_isFolded)
        {
            await using var folding = await WriteSteps.OpenAsync(options, turns, time, cancellation);
            await new CountFolding(folding).RunAsync(cancellation);
            _isFolded = true;
        }

        await using var steps = await RetentionSteps.OpenAsync(options, turns, cancellation);
        var now = _clock.GetUtcNow();
        var deleted = await RepeatAsync(() => steps.ForgetPayloadsAsync(now, PayloadDays, _aheadPayloads, cancellation), cancellation);
        deleted += await RepeatAsync(() => steps.DeleteCountsAsync(now, cancellation), cancellation);
        return options.RejectionDays == 0 ? deleted
            : deleted + await RepeatAsync(
                () => steps.DeleteRejectionsAsync(now, options.RejectionDays, _aheadRejections, cancellation), cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
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
            // The rest is deleted after the next start.
        }
    }

    private async Task TryRunAsync(CancellationToken cancellation)
    {
        try
        {
            files.Check();
            await RunAsync(cancellation);
        }
        catch (StorageLostException)
        {
            // That is in the log.
        }
        catch (Exception problem) when (problem is SqliteException or IOException)
        {
            LogFailed(problem);
        }
    }

    private async Task<int> RepeatAsync(Func<Task<int>> step, CancellationToken cancellation)
    {
        var deleted = 0;
        while (await step() is var rows and > 0)
        {
            deleted += rows;
            await Task.Delay(Pause, time, cancellation);
        }

        return deleted;
    }

    [LoggerMessage(2005, LogLevel.Warning, "Rejections and counts whose time is over could not be deleted; it is tried again in a minute.")]
    private partial void LogFailed(Exception problem);
}
