using EventAuth.Core.Limits;
using EventAuth.Storage.Files;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Retention;

/// <summary>
/// Deletes rejections, their contents, and counts, each when its time is over. In steps of few rows with a pause after each, on its own
/// connection: the journal's writer waits for one step at most, a few milliseconds. Accepted events stay, as activities of their customers.
/// A clock that jumps ahead is trusted after a day: what is deleted too early is lost.
/// </summary>
internal sealed partial class DecisionRetention(
    StorageOptions options, StorageFiles files, WriteTurns turns, TimeProvider time, ILogger<DecisionRetention> log)
    : PeriodicStorageWork(files, time, TimeSpan.FromMinutes(1)), IRetention
{
    public const int PayloadDays = 7;

    /// <summary>How long a clock that jumped ahead must have stayed ahead before something is deleted by it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _time = time;
    private readonly DeletionClock _clock = new(time, Patience);
    private readonly FutureRows _aheadRejections = new();
    private readonly FutureRows _aheadPayloads = new();
    private bool _isFolded;

    public override async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var database = WriteSteps.Open(options, turns, _time);
        if (!_isFolded)
        {
            await new CountFolding(database).RunAsync(cancellation);
            _isFolded = true;
        }

        var steps = new RetentionSteps(database, _clock.GetUtcNow());
        var deleted = await RepeatAsync(() => steps.ForgetPayloadsAsync(PayloadDays, _aheadPayloads, cancellation), cancellation);
        deleted += await RepeatAsync(() => steps.DeleteCountsAsync(cancellation), cancellation);
        return options.RejectionDays == 0 ? deleted
            : deleted + await RepeatAsync(
                () => steps.DeleteRejectionsAsync(options.RejectionDays, _aheadRejections, cancellation), cancellation);
    }

    private async Task<int> RepeatAsync(Func<Task<int>> step, CancellationToken cancellation)
    {
        var deleted = 0;
        while (await step() is var rows and > 0)
        {
            deleted += rows;
            await Task.Delay(Pause, _time, cancellation);
        }

        return deleted;
    }

    [LoggerMessage(2005, LogLevel.Warning, "Rejections and counts whose time is over could not be deleted; it is tried again in a minute.")]
    protected override partial void LogFailed(Exception problem);
}
