using EventAuth.Storage.Audit;
using EventAuth.Storage.Journal;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Profiles;

/// <summary>In the embedded database: erases the rows, then has the write-ahead log emptied, which still holds the old pages.</summary>
internal sealed partial class FileEraser(
    StorageOptions options, WriteTurns turns, AuditRecorder hashes, EventJournal journal, WalCheckpointer log, GapCleaner gaps,
    TimeProvider time, ILogger<CustomerErasure> logger) : ICustomerEraser
{
    /// <summary>After this many attempts, about ten seconds, it is reported that somebody reads the log.</summary>
    private const int MostReadings = 100;

    private int _readings;

    // Nobody else works on the files.
    public TimeSpan LookPause => Timeout.InfiniteTimeSpan;

    public async Task<bool> TryRunAsync(CancellationToken cancellation)
    {
        await using var database = WriteSteps.Open(options, turns, time);
        var pending = ErasureSteps.Pending(database)
            .ConvertAll(erasure => new ErasureSteps(database, erasure, hashes, journal, turns));
        foreach (var steps in pending)
        {
            await steps.RunAsync(cancellation);
        }

        return pending.Count == 0 || await TryFinishAsync(pending, cancellation);
    }

    private async Task<bool> TryFinishAsync(List<ErasureSteps> erased, CancellationToken cancellation)
    {
        if (!log.TryEmpty() || !await gaps.TryRunAsync(cancellation) || !log.TryEmpty())
        {
            if (_readings++ == MostReadings)
            {
                LogRead();
            }

            return false;
        }

        foreach (var steps in erased)
        {
            await steps.FinishAsync(cancellation);
        }

        _readings = 0;
        return true;
    }

    [LoggerMessage(2010, LogLevel.Warning,
        "A deleted customer is still in the write-ahead log, since another program reads the database; it goes as soon as that ends.")]
    private partial void LogRead();
}
