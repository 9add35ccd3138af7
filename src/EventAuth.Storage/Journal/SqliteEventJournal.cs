using System.Threading.Channels;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Storage.Catalog;
using EventAuth.Storage.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Journal;

/// <summary>
/// The journal over the embedded database: a bounded queue, one writer, one transaction for all that waits (group commit).
/// A request is answered after the commit that holds its events is synced.
/// </summary>
internal sealed partial class SqliteEventJournal(StorageOptions options, CatalogIndex catalog, ILogger<SqliteEventJournal> log) : IEventJournal, IHostedService, IDisposable
{
    /// <summary>The most events in one transaction, unless one request alone brings more.</summary>
    private const int MaxTransaction = 1_000;

    /// <summary>How long a stop waits for what is queued.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);

    // Owned by the requests.
    private readonly Channel<JournalSubmission> _queue = Channel.CreateUnbounded<JournalSubmission>(new UnboundedChannelOptions { SingleReader = true });

    // Shared: how many events wait. The queue itself is unbounded, this is its bound.
    private int _waiting;

    // Shared: whether the log has grown too long.
    private volatile bool _finishLog;

    // Owned by the writer.
    private Task _writer = Task.CompletedTask;
    private JournalConnection? _connection;
    private JournalCounters? _counters;
    private EventIdMaker? _ids;

    public async ValueTask<AppendResult> AppendAsync(IReadOnlyList<JournalEntry> entries, PolicySnapshot snapshot, CancellationToken cancellation)
    {
        var completion = new TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        return TryEnqueue(new JournalSubmission.OfEvents(entries, snapshot, completion))
            ? await completion.Task
            : new AppendResult(AppendStatus.Overloaded, []);
    }

    public bool TryRecord(RejectionEntry rejection) => TryEnqueue(new JournalSubmission.OfRejection(rejection));

    /// <summary>Asks the writer to move the rest of the log into the database before its next transaction.</summary>
    public void FinishLog() => _finishLog = true;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Open();
        _writer = Task.Factory.StartNew(WriteAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        return Task.CompletedTask;
    }

    /// <summary>Takes nothing new and writes what waits, even where the program's own time for stopping is used up: it is bounded here.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        try
        {
            await _writer.WaitAsync(DrainLimit, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            LogNotDrained(DrainLimit.TotalSeconds, Volatile.Read(ref _waiting));
            return;
        }

        Close();
    }

    public void Dispose() => Close();

    private bool TryEnqueue(JournalSubmission submission)
    {
        if (Interlocked.Add(ref _waiting, submission.Size) <= options.MaxQueuedEvents && _queue.Writer.TryWrite(submission))
        {
            return true;
        }

        Interlocked.Add(ref _waiting, -submission.Size);
        return false;
    }

    private async Task WriteAsync()
    {
        var batch = new List<JournalSubmission>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            var size = 0;
            while (size < MaxTransaction && _queue.Reader.TryRead(out var submission))
            {
                batch.Add(submission);
                size += submission.Size;
            }

            var status = Write(batch);
            Interlocked.Add(ref _waiting, -size);
            foreach (var append in batch.OfType<JournalSubmission.OfEvents>())
            {
                append.Completion.SetResult(status == AppendStatus.Committed ? new AppendResult(status, append.Receipts) : new AppendResult(status, []));
            }

            batch.Clear();
        }
    }

    private AppendStatus Write(List<JournalSubmission> batch)
    {
        try
        {
            var connection = _connection ?? Open();
            if (_finishLog)
            {
                _finishLog = false;
                connection.Checkpoint.Run();
            }

            connection.Begin.Run();
            var transaction = new JournalTransaction(connection, _counters!, _ids!, catalog, options.MaxDiscovered);
            transaction.Run(batch);
            connection.Commit.Run();
            transaction.Publish();
            return AppendStatus.Committed;
        }
#pragma warning disable CA1031 // Whatever went wrong, the requests that wait must be told, and the writer must live on.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            LogFailed(problem, batch.Count);
            Close();
            return AppendStatus.Unavailable;
        }
    }

    private JournalConnection Open()
    {
        _connection = new JournalConnection(options);
        _counters = new JournalCounters(_connection);
        _ids = new EventIdMaker(_connection.EventIdKey());
        return _connection;
    }

    /// <summary>Drops the connection, and with it the transaction; the next batch opens a fresh one.</summary>
    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    [LoggerMessage(2001, LogLevel.Error, "Events could not be stored; {Requests} requests were answered 503 and nothing of theirs was kept.")]
    private partial void LogFailed(Exception problem, int requests);

    [LoggerMessage(2002, LogLevel.Error, "The journal did not finish within {Seconds} s of stopping; {Events} events that nobody was told of are not stored.")]
    private partial void LogNotDrained(double seconds, int events);
}
