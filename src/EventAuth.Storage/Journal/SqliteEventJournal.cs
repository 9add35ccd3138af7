using System.Diagnostics;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Storage.Database;
using EventAuth.Storage.Files;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Journal;

/// <summary>
/// The journal over the embedded database: a bounded queue, one writer on its own thread, a transaction for all that waits (group commit).
/// A request is answered after the commit that holds its events is synced.
/// </summary>
internal sealed partial class SqliteEventJournal(
    JournalSurroundings surroundings, JournalMetrics metrics, JournalTraces traces, TimeProvider time,
    ILogger<SqliteEventJournal> log) : IEventJournal, IHostedService, IDisposable
{
    /// <summary>So many rejections are kept to be recorded when storage is back; further ones are counted in the metrics only.</summary>
    private const int MaxUnrecorded = 10_000;

    /// <summary>How long a stop waits for what is queued.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);

    // Shared.
    private readonly SubmissionQueue _queue = new(surroundings.Options.MaxQueuedEvents);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isOutdated;
    private bool _started;

    // Owned by the writer.
    private readonly List<Completions> _completions = [];
    private readonly List<JournalSubmission> _transaction = [];
    private readonly List<RejectionEntry> _unrecorded = [];
    private int _failures;
    private JournalConnection? _connection;
    private JournalWriter? _writer;

    public ValueTask<AppendStatus> AppendAsync(JournalAppend append)
    {
        // Before it is handed over: from then on it can be completed, and used again, at any moment.
        var completion = append.WaitAsync();
        return _queue.TryAdd(new JournalSubmission(append, null) { Span = traces.Present })
            ? completion
            : ValueTask.FromResult(AppendStatus.Overloaded);
    }

    public void Count(DecisionReason reason, EventName? action, string? certificateId, int count)
    {
        surroundings.Rejections.Count(reason, action, certificateId, count);
        surroundings.Pulse.Add(accepted: 0, count);
    }

    public bool TryRecord(RejectionEntry rejection) => _queue.TryAdd(new JournalSubmission(null, rejection));

    /// <summary>Has what was rejected brought into the counts; false when there is no room in the queue.</summary>
    public bool TryBringCounts() => _queue.TryAdd(new JournalSubmission(null, null));

    /// <summary>
    /// Tells the writer that others changed profiles or catalogue. Called within their transaction: the writer's next one can only begin
    /// after it, and begins by forgetting what it remembers.
    /// </summary>
    public void Forget() => Volatile.Write(ref _isOutdated, 1);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Open();
        metrics.Watch(_queue);
        _started = true;
        new Thread(WriteAll) { IsBackground = true, Name = "Journal writer" }.Start();
        return Task.CompletedTask;
    }

    /// <summary>Takes nothing new and writes what waits, even where the program's time for stopping is over: it is bounded here.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Complete();
        if (!_started)
        {
            return;
        }

        try
        {
            await _drained.Task.WaitAsync(DrainLimit, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            LogNotDrained(DrainLimit.TotalSeconds, _queue.Events);
        }
    }

    public void Dispose() => _queue.Complete();

    private void WriteAll()
    {
        while (_queue.Take(_transaction) is var events and > 0)
        {
            var written = WriteMeasured(events);

            // What came in while it failed is not tried: each try may take seconds, and all of it would wait as long again.
            // What comes in after somebody was told is tried.
            Finish(written ? events : events + _queue.TakeAll(_transaction), written);
        }

        Close();
        _drained.SetResult();
    }

    /// <summary>Tells the requests of a transaction how it ended.</summary>
    private void Finish(int events, bool written)
    {
        if (written)
        {
            _writer!.Publish();
            NoteRecovery();
        }
        else
        {
            KeepRejections();
        }

        _queue.Release(events);
        var completions = FreeCompletions();
        foreach (var (append, _) in _transaction)
        {
            if (append is not null)
            {
                completions.Add(append);
            }
        }

        _transaction.Clear();
        completions.Tell(written ? AppendStatus.Committed : AppendStatus.Unavailable);
    }

    private bool WriteMeasured(int events)
    {
        using var span = traces.StartCommit(_transaction, events);
        var startedAt = metrics.MeasuresCommits ? time.GetTimestamp() : 0;
        var written = TryWrite();
        if (startedAt != 0)
        {
            metrics.MeasureCommit(
                events - _transaction.Count(submission => submission.BringsCounts), time.GetElapsedTime(startedAt), written);
        }

        span?.SetStatus(written ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        return written;
    }

    private bool TryWrite()
    {
        var isOurTurn = false;
        try
        {
            // Before anything is written: what is answered 503 must not be there when the files come back.
            surroundings.Files.Check();
            isOurTurn = surroundings.Turns.TryTake(surroundings.Options.WriterPatience);
            if (!isOurTurn)
            {
                throw new TimeoutException("Another change of the database takes too long.");
            }

            var connection = Open();
            Begin(connection);
            _writer!.Record(_unrecorded);
            _writer.Write(_transaction);
            connection.Commit.Run();

            // A commit into files that have been removed succeeds, and nobody could ever read it: nothing of it is answered 202.
            surroundings.Files.Check();
            _unrecorded.Clear();
            return true;
        }
        catch (StorageLostException lost)
        {
            Abandon(lost);
            return false;
        }
#pragma warning disable CA1031 // Whatever went wrong, the requests that wait must be told, and the writer must live on.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            if (_failures++ == 0)
            {
                LogFailed(problem);
            }

            Close();
            return false;
        }
        finally
        {
            if (isOurTurn)
            {
                surroundings.Turns.GiveBack();
            }
        }
    }

    private void Begin(JournalConnection connection)
    {
        connection.Begin.Run();
        while (Interlocked.Exchange(ref _isOutdated, 0) != 0)
        {
            // Asked with the place for a writer in hand, so that nobody changes anything between the question and what follows.
            connection.Commit.Run();
            _writer = new JournalWriter(connection, surroundings);
            connection.Begin.Run();
        }
    }

    /// <summary>Their senders have long been told, so they are recorded with the next transaction that succeeds.</summary>
    private void KeepRejections()
    {
        foreach (var (_, rejection) in _transaction)
        {
            if (rejection is not null && _unrecorded.Count < MaxUnrecorded)
            {
                _unrecorded.Add(rejection);
            }
        }
    }

    private void NoteRecovery()
    {
        if (_failures > 0)
        {
            LogRecovered(_failures);
            _failures = 0;
        }
    }

    private Completions FreeCompletions()
    {
        foreach (var completions in _completions)
        {
            if (!completions.IsBusy)
            {
                return completions;
            }
        }

        var more = new Completions();
        _completions.Add(more);
        return more;
    }

    /// <summary>The connection, with a writer that knows what the database holds.</summary>
    private JournalConnection Open()
    {
        try
        {
            _connection ??= new JournalConnection(surroundings.Options);
            if (_writer is null)
            {
                _writer = new JournalWriter(_connection, surroundings);
                surroundings.Files.WatchLog();
            }

            return _connection;
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Drops the connection, and with it the transaction and what is remembered; the next set opens a fresh one.</summary>
    private void Close()
    {
        surroundings.Files.LeaveLog();
        _connection?.Dispose();
        _connection = null;
        _writer = null;
    }

    /// <summary>
    /// Keeps the connection to files that have gone, and so the only way to what they hold: should they come back, it is all there. Where
    /// only the log has gone, what is in it is moved into the database before it goes for good.
    /// </summary>
    private void Abandon(StorageLostException lost)
    {
        _writer = null;
        if (_failures++ == 0)
        {
            LogFailed(lost);
            _connection?.TryCheckpoint();
        }
    }

    [LoggerMessage(
        2001, LogLevel.Error, "Events cannot be stored. Until that is over they are answered 503, and nothing of theirs is kept.")]
    private partial void LogFailed(Exception problem);

    [LoggerMessage(
        2002,
        LogLevel.Error,
        "The journal did not finish within {Seconds} s of stopping; {Events} events that nobody was told of are not stored.")]
    private partial void LogNotDrained(double seconds, int events);

    [LoggerMessage(2004, LogLevel.Warning, "Events are stored again, after {Failures} transactions that failed.")]
    private partial void LogRecovered(int failures);
}
