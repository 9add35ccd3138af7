namespace EventAuth.Storage.Database;

/// <summary>
/// The database has one place for a writer. Who wants it waits here, first come, first served: at SQLite's own lock the journal's
/// writer, which asks again
/// at once, would win nearly always while events flood in. So a change of the console waits for one transaction of events at most,
/// and events wait for the
/// changes that came before them.
/// </summary>
internal sealed class WriteTurns
{
    private readonly Lock _gate = new();

    // Under the gate.
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private bool _isTaken;

    /// <summary>How many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Waits for the turn. Whoever has it gives it back soon, and writes in no other way.</summary>
    public Task TakeAsync(CancellationToken cancellation)
    {
        if (Ask() is not { } turn)
        {
            return Task.CompletedTask;
        }

        return cancellation.CanBeCanceled ? WaitAsync(turn, cancellation) : turn.Task;
    }

    /// <summary>Waits for the turn on this thread, for so long at most. Without a wait nothing is allocated.</summary>
    /// <returns>Whether it came.</returns>
    public bool TryTake(TimeSpan patience)
    {
        // Where the turn comes just as patience ends, it cannot be given up any more, and is taken.
        return Ask() is not { } turn || turn.Task.Wait(patience, CancellationToken.None) || !turn.TrySetCanceled(CancellationToken.None);
    }

    /// <summary>Gives the turn to the next.</summary>
    public void GiveBack()
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult())
                {
                    return;
                }
            }

            _isTaken = false;
        }
    }

    private static async Task WaitAsync(TaskCompletionSource turn, CancellationToken cancellation)
    {
        await using var end = cancellation.Register(() => turn.TrySetCanceled(cancellation));
        await turn.Task;
    }

    // Null where the turn is the caller's at once.
    private TaskCompletionSource? Ask()
    {
        lock (_gate)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return null;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
            return turn;
        }
    }
}
