using System.Diagnostics;
using EventAuth.Storage.Files;
using EventAuth.Storage.Statements;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Journal;

/// <summary>
/// The journal over the embedded database: a bounded queue, one writer on its own thread, a transaction for all that waits (group commit).
/// A request is answered after the commit that holds its events is synced.
/// </summary>
internal sealed partial class SqliteEventJournal(
    JournalDependencies dependencies, JournalMetrics metrics, JournalTraces traces, TimeProvider time,
    ILogger<SqliteEventJournal> log) : IEventJournal, IHostedService, IDisposable
{
    /// <summary>So many rejections are kept to be recorded when storage is back; further ones are counted in the metrics only.</summary>
    private const int MaxUnrecorded = 10_000;

    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);

    // What was rejected can be read within a second.
    private static readonly TimeSpan CountPause = TimeSpan.FromSeconds(0.5);

    // Shared.
    private readonly SubmissionQueue _queue = new(dependencies.Options.MaxQueuedEvents);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isOutdated;
    private ITimer? _counting;

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
        dependencies.Rejections.Count(reason, action, certificateId, count);
        dependencies.Pulse.Add(accepted: 0, count);
    }

    public bool TryRecord(RejectionEntry rejection) => _queue.TryAdd(new JournalSubmission(null, rejection));

    /// <summary>
    /// Tells the writer that others changed profiles or catalogue. Called within their transaction: the writer's next one can only begin
    /// after it, and begins by forgetting what it remembers.
    /// </summary>
    public void Forget() => Volatile.Write(ref _isOutdated, 1);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Open();
        metrics.Watch(_queue);
        new Thread(WriteAll) { IsBackground = true, Name = "Journal writer" }.Start();
        _counting = time.CreateTimer(_ => BringCounts(), null, CountPause, CountPause);
        return Task.CompletedTask;
    }

    /// <summary>Takes nothing new and writes what waits, even where the program's time for stopping is over: it is bounded here.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        if (_counting is null)
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

    public void Dispose()
    {
        // What was rejected and is not in the counts yet lies in its file, and is taken up at the next start.
        _counting?.Dispose();
        _queue.Complete();
    }

    private void BringCounts()
    {
        if (!dependencies.Rejections.IsBrought)
        {
            _queue.TryAdd(new JournalSubmission(null, null));
        }
    }

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

    private void Finish(int events, bool written)
    {
        if (written)
        {
            _writer!.Publish();
            if (_failures > 0)
            {
                LogRecovered(_failures);
                _failures = 0;
            }
        }

        _queue.Release(events);
        var completions = _completions.Find(each => !each.IsBusy);
        if (completions is null)
        {
            _completions.Add(completions = new Completions());
        }

        foreach (var (append, rejection) in _transaction)
        {
            if (append is not null)
            {
                completions.Add(append);
            }
            else if (rejection is not null && !written && _unrecorded.Count < MaxUnrecorded)
            {
                // Its sender has long been told, so it is recorded with the next transaction that succeeds.
                _unrecorded.Add(rejection);
            }
        }

        _transaction.Clear();
        completions.Complete(written ? AppendStatus.Committed : AppendStatus.Unavailable);
    }

    private bool WriteMeasured(int events)
    {
        using var span = traces.StartCommit(_transaction, events);
        var startedAt = metrics.MeasuresCommits ? time.GetTimestamp() : 0;
        var written = TryWrite();
        if (startedAt != 0)
        {
            var rest = _transaction.Count(submission => submission is { Append: null, Rejection: null });
            metrics.MeasureCommit(events - rest, time.GetElapsedTime(startedAt), written);
        }

        span?.SetStatus(written ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        return written;
    }

    private bool TryWrite()
    {
        // Until what failed is rolled back.
        using var turn = dependencies.Turns.TryTake(dependencies.Options.WriterPatience);
        try
        {
            // Before anything is written: what is answered 503 must not be there when the files come back.
            dependencies.Files.Check();
            if (turn is null)
            {
                throw new TimeoutException("Another change of the database takes too long.");
            }

            var connection = Open();
            Begin(connection);
            _writer!.Write(_transaction, _unrecorded);
            connection.Commit();

            // A commit into files that have been removed succeeds, and nobody could ever read it: nothing of it is answered 202.
            dependencies.Files.Check();
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
    }

    private void Begin(JournalConnection connection)
    {
        connection.Begin();
        while (Interlocked.Exchange(ref _isOutdated, 0) != 0)
        {
            // Asked with the place for a writer in hand, so that nobody changes anything between the question and what follows.
            connection.Commit();
            _writer = new JournalWriter(connection, dependencies);
            connection.Begin();
        }
    }

    /// <summary>The connection, with a writer that knows what the database holds.</summary>
    private JournalConnection Open()
    {
        try
        {
            _connection ??= new JournalConnection(dependencies.Options);
            if (_writer is null)
            {
                _writer = new JournalWriter(_connection, dependencies);
                dependencies.Files.WatchLog();
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
        dependencies.Files.LeaveLog();
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

    [LoggerMessage(2001, LogLevel.Error,
        "Events cannot be stored. Until that is over they are answered 503, and nothing of theirs is kept.")]
    private partial void LogFailed(Exception problem);

    [LoggerMessage(2002, LogLevel.Error,
        "The journal did not finish within {Seconds} s of stopping; {Events} events that nobody was told of are not stored.")]
    private partial void LogNotDrained(double seconds, int events);

    [LoggerMessage(2004, LogLevel.Warning, "Events are stored again, after {Failures} transactions that failed.")]
    private partial void LogRecovered(int failures);
}
