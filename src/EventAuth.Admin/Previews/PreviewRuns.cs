using System.Collections.Concurrent;
using EventAuth.Core.Previews;

namespace EventAuth.Admin.Previews;

/// <summary>
/// The previews of this process. One is made at a time, since each holds the decisions of its span in memory; the others wait for their
/// turn. What ended is kept for ten minutes more.
/// </summary>
internal sealed class PreviewRuns(IDecisionReplay replay, TimeProvider time) : IDisposable
{
    /// <summary>How many are kept, waiting ones included.</summary>
    public const int Most = 32;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<string, PreviewRun> _runs = new(StringComparer.Ordinal);
    private volatile bool _isDisposed;

    /// <summary>Begins a preview; null when too many wait already.</summary>
    public PreviewRun? TryStart(PreviewQuestion question)
    {
        MakeRoom();
        if (_runs.Count >= Most)
        {
            return null;
        }

        var run = new PreviewRun { Question = question };
        run.Start(MakeAsync, time);
        _runs[run.Id] = run;
        return run;
    }

    /// <summary>A preview that runs or is kept; null for any other id.</summary>
    public PreviewRun? Find(string id) => _runs.TryGetValue(id, out var found) && !IsOver(found) ? found : null;

    public void Dispose()
    {
        _isDisposed = true;
        foreach (var run in _runs.Values)
        {
            run.Cancel();
        }

        _turn.Dispose();
    }

    private async Task<PolicyPreview> MakeAsync(PreviewRun run, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var (draft, compared, _, since, until) = run.Question;
            return await replay.ReplayAsync(draft, compared, since, until, run, cancellation);
        }
        finally
        {
            // Nobody waits any more when the program ends.
            if (!_isDisposed)
            {
                _turn.Release();
            }
        }
    }

    // Those that ended go first: when their time is over, and the oldest when there are too many.
    private void MakeRoom()
    {
        var ended = _runs.Values.Where(run => run.Result.IsCompleted).OrderBy(run => run.Ended).ToList();
        var surplus = _runs.Count - Most + 1;
        foreach (var run in ended.Where((run, place) => place < surplus || IsOver(run)))
        {
            if (_runs.TryRemove(run.Id, out _))
            {
                run.Dispose();
            }
        }
    }

    private bool IsOver(PreviewRun run) => run.Result.IsCompleted && time.GetElapsedTime(run.Ended) >= Kept;
}
