using System.Collections.Concurrent;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Profiles;

/// <summary>
/// Erases the data of deleted customers, while events are written and in short steps, then empties the write-ahead log, which still
/// has the old pages. What the program did not finish it does after the next start.
/// </summary>
internal sealed partial class CustomerErasure(
    StorageOptions options, WriteTurns turns, AuditRecorder hashes, SqliteEventJournal journal, WalCheckpointer log, GapCleaner gaps,
    TimeProvider time, ILogger<CustomerErasure> logger) : BackgroundService
{
    /// <summary>How long callers wait for an erasure that they asked for; it goes on without them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The wait after a failure, and between attempts to empty a log that somebody reads.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    /// <summary>After this many attempts, about ten seconds, it is reported that somebody reads the log.</summary>
    private const int MostReadings = 100;

    private readonly ConcurrentDictionary<long, TaskCompletionSource> _awaited = new();
    private readonly SemaphoreSlim _asked = new(0);
    private int _failures;

    /// <summary>
    /// Erases a customer who was just deleted. Returns when nothing of them is in the files any more, or after ten seconds; the
    /// rest follows.
    /// </summary>
    public async Task EraseAsync(long profile)
    {
        var done = _awaited.GetOrAdd(profile, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _asked.Release();
        try
        {
            await done.Task.WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            // The profile is gone for everybody; erasing the files goes on.
        }
        finally
        {
            _awaited.TryRemove(profile, out _);
        }
    }

    public override void Dispose()
    {
        _asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // The first round is for what an earlier run of the program left.
            while (true)
            {
                while (!await TryRunAsync(stoppingToken))
                {
                    await Task.Delay(Pause * Math.Min(_failures, MostReadings / 2), time, stoppingToken);
                }

                await _asked.WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The rest is erased after the next start.
        }
    }

    // Whether nothing is left to do.
    private async Task<bool> TryRunAsync(CancellationToken cancellation)
    {
        try
        {
            // Before reading what there is to do: everything that these wait for is done in this round, or was done before.
            var awaited = _awaited.Values.ToArray();
            await using var database = WriteSteps.Open(options, turns, time);
            var pending = ErasureSteps.Pending(database)
                .ConvertAll(erasure => new ErasureSteps(database, erasure, hashes, journal, turns));
            foreach (var steps in pending)
            {
                await steps.RunAsync(cancellation);
            }

            if (pending.Count > 0 && !await TryFinishAsync(pending, cancellation))
            {
                return false;
            }

            Array.ForEach(awaited, one => one.TrySetResult());
            return true;
        }
        catch (Exception problem) when (problem is SqliteException or IOException)
        {
            if (_failures++ == 0)
            {
                LogFailed(problem);
            }

            return false;
        }
    }

    private async Task<bool> TryFinishAsync(List<ErasureSteps> erased, CancellationToken cancellation)
    {
        if (!log.TryEmpty() || !await gaps.TryRunAsync(cancellation) || !log.TryEmpty())
        {
            if (_failures++ == MostReadings)
            {
                LogRead();
            }

            return false;
        }

        foreach (var steps in erased)
        {
            await steps.FinishAsync(cancellation);
        }

        _failures = 0;
        return true;
    }

    [LoggerMessage(2009, LogLevel.Warning, "A deleted customer could not be erased from the files; it is tried again until it is done.")]
    private partial void LogFailed(Exception problem);

    [LoggerMessage(2010, LogLevel.Warning,
        "A deleted customer is still in the write-ahead log, since another program reads the database; it goes as soon as that ends.")]
    private partial void LogRead();
}
