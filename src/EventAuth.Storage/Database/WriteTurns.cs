namespace EventAuth.Storage.Database;

/// <summary>
/// The database allows one writer at a time. Writers wait here, first come, first served: at SQLite's own lock the journal's writer,
/// which asks again at once, would nearly always win under load. So a change of the console waits for one transaction of events
/// at most, and events wait for the changes that came before them. Every writer gives its turn back soon, and writes in no other way.
/// </summary>
internal sealed class WriteTurns
{
    private readonly Lock _gate = new();

    // Under the gate.
    private readonly Queue<TaskCompletionSource<WriteTurn>> _waiting = new();
    private bool _isTaken;

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

    public Task<WriteTurn> TakeAsync(CancellationToken cancellation) => Ask() is not { } turn
        ? Task.FromResult(new WriteTurn(this))
        : cancellation.CanBeCanceled ? WaitAsync(turn, cancellation) : turn.Task;

    /// <summary>Waits for the turn on this thread, up to a limit; null if it did not come. No wait, no allocation.</summary>
    public WriteTurn? TryTake(TimeSpan patience)
    {
        // If the turn comes just as the time is over, it cannot be given up any more, and is taken.
        return Ask() is not { } turn || turn.Task.Wait(patience, CancellationToken.None) || !turn.TrySetCanceled(CancellationToken.None)
            ? new WriteTurn(this)
            : null;
    }

    public void GiveBack()
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult(new WriteTurn(this)))
                {
                    return;
                }
            }

            _isTaken = false;
        }
    }

    private static async Task<WriteTurn> WaitAsync(TaskCompletionSource<WriteTurn> turn, CancellationToken cancellation)
    {
        await using var end = cancellation.Register(() => turn.TrySetCanceled(cancellation));
        return await turn.Task;
    }

    // Null if the caller has the turn at once.
    private TaskCompletionSource<WriteTurn>? Ask()
    {
        lock (_gate)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return null;
            }

            var turn = new TaskCompletionSource<WriteTurn>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
            return turn;
        }
    }
}

/// <summary>The turn of a writer, until it is disposed.</summary>
internal readonly record struct WriteTurn(WriteTurns Turns) : IDisposable
{
    public void Dispose() => Turns.GiveBack();
}
