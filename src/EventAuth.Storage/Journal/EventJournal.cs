using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Journal;

/// <summary>
/// The journal: a bounded queue, one writer on its own thread, a transaction for all that waits (group commit).
/// A request is answered after the commit with its events is synced.
/// </summary>
internal sealed partial class EventJournal(
    IJournalSession session, JournalDependencies dependencies, JournalMetrics metrics, JournalTraces traces, TimeProvider time,
    ILogger<EventJournal> log) : IEventJournal, IHostedService, IDisposable
{
    /// <summary>How many rejections are kept to be recorded when storage is back; further ones are only counted in the metrics.</summary>
    private const int MaxUnrecorded = 10_000;

    /// <summary>How long a stop waits for what is queued.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);

    // What was rejected can be read within a second.
    private static readonly TimeSpan CountPause = TimeSpan.FromSeconds(0.5);

    // Shared.
    private readonly SubmissionQueue _queue = new(dependencies.Options.MaxQueuedEvents);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _counting;

    // Owned by the writer.
    private readonly List<Completions> _completions = [];
    private readonly List<JournalSubmission> _transaction = [];
    private readonly List<RejectionEntry> _unrecorded = [];

    public ValueTask<AppendStatus> AppendAsync(JournalAppend append)
    {
        // Before it is handed over: after that it can be completed and reused at any moment.
        var completion = append.WaitAsync();
        return _queue.TryAdd(new JournalSubmission(append, null) { Span = append.IsProbe ? null : traces.Present })
            ? completion
            : ValueTask.FromResult(AppendStatus.Overloaded);
    }

    public void Count(DecisionReason reason, EventName? action, string? certificateId, int count)
    {
        dependencies.Rejections.Count(reason, action, certificateId, count);
        dependencies.Pulse.Add(accepted: 0, count);
    }

    public bool TryRecord(RejectionEntry rejection) => _queue.TryAdd(new JournalSubmission(null, rejection));

    /// <inheritdoc cref="IJournalSession.Forget"/>
    public void Forget() => session.Forget();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        session.Open();
        metrics.Watch(_queue);
        new Thread(WriteAll) { IsBackground = true, Name = "Journal writer" }.Start();
        _counting = time.CreateTimer(_ => BringCounts(), null, CountPause, CountPause);
        return Task.CompletedTask;
    }

    /// <summary>Accepts nothing new and writes what waits, even after the program's time for stopping: it is limited here.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        TakeNothingMore();
        if (_counting is null)
        {
            // It never started.
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

    public void Dispose() => TakeNothingMore();

    // Rejections that are not in the counts yet are in their file, and are added at the next start.
    private void TakeNothingMore()
    {
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

            // What arrived while it failed is not tried: each try may take seconds, and all of it would wait as long again.
            // What arrives after the failure was answered is tried.
            Finish(written ? events : events + _queue.TakeAll(_transaction), written);
            session.Rest(isIdle: _queue.IsEmpty);
        }

        session.Close();
        _drained.SetResult();
    }

    private bool WriteMeasured(int events)
    {
        using var span = traces.StartCommit(_transaction, events);
        var startedAt = metrics.MeasuresCommits ? time.GetTimestamp() : 0;
        var written = session.TryWrite(_transaction, _unrecorded);
        if (startedAt != 0 && !_transaction.TrueForAll(submission => submission.IsProbe))
        {
            var rest = _transaction.Sum(submission =>
                submission.IsProbe || submission is { Append: null, Rejection: null } ? submission.Size : 0);
            metrics.MeasureCommit(events - rest, time.GetElapsedTime(startedAt), written);
        }

        span?.SetStatus(written ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        return written;
    }

    /// <summary>Completes the requests of a transaction.</summary>
    private void Finish(int events, bool written)
    {
        if (written)
        {
            _unrecorded.Clear();
            session.Publish();
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
                // Its sender got the answer long ago, so it is recorded with the next transaction that succeeds.
                _unrecorded.Add(rejection);
            }
        }

        _transaction.Clear();
        completions.Complete(written ? AppendStatus.Committed : AppendStatus.Unavailable);
    }

    [LoggerMessage(2002, LogLevel.Error,
        "The journal did not finish within {Seconds} s of stopping; {Events} events that nobody was told of are not stored.")]
    private partial void LogNotDrained(double seconds, int events);
}
