using Microsoft.AspNetCore.Connections;

namespace EventAuth.Admin.Transport;

/// <summary>
/// The connections of one listener, whose number is limited. When one more arrives, another is closed for it, as a server may do
/// with idle ones at any time (RFC 9112, section 9.5). Which one: a quarter of the seats is for connections that have not sent a complete
/// request yet, because they are idle, or slow with their headers or body; if there are more, the one that has waited longest
/// is closed. Otherwise it is one that did send a request, but none recently; a live connection of a page only if there is no other. So
/// connections that send nothing push out each other, but neither those in use nor, for the moment they need, new ones
/// that send something.
/// </summary>
/// <param name="listener">The name of the listener, in the log and in its setting.</param>
/// <param name="limit">How many connections there may be.</param>
internal sealed partial class ConnectionSeats(string listener, int limit, TimeProvider time, ILogger log)
{
    private const int NewShare = 4;

    // A closed connection still ends its request; this many may do so at a time.
    private const int MostLeaving = 256;

    private static readonly TimeSpan LogPause = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly LinkedList<SeatedConnection> _new = [];
    private readonly LinkedList<SeatedConnection> _used = [];
    private int _leaving;
    private TaskCompletionSource? _waiting;
    private long? _lastLogged;

    /// <summary>
    /// If many closed connections have not ended yet, waits until one more may be accepted. One caller at a time.
    /// </summary>
    public Task WaitAsync()
    {
        lock (_gate)
        {
            if (_leaving < MostLeaving)
            {
                return Task.CompletedTask;
            }

            _waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task;
        }
    }

    /// <summary>Gives a new connection a seat; another may be closed for it.</summary>
    public SeatedConnection Admit(ConnectionContext socket)
    {
        var connection = new SeatedConnection(socket, this);
        SeatedConnection? leaving = null;
        lock (_gate)
        {
            if (_new.Count + _used.Count >= limit)
            {
                leaving = _new.Count >= Math.Max(limit / NewShare, 1) || _used.Count == 0 ? _new.First!.Value : FindIdle();
                leaving.Place.List!.Remove(leaving.Place);
                _leaving++;
            }

            _new.AddLast(connection.Place);
        }

        if (leaving is not null)
        {
            leaving.Abort(new ConnectionAbortedException("The connection was closed to make room for another."));
            NoteFull();
        }

        return connection;
    }

    /// <summary>Records that a connection sent its first request.</summary>
    public void MoveToUsed(SeatedConnection connection)
    {
        lock (_gate)
        {
            // It may have been closed a moment ago.
            if (connection.Place.List == _new)
            {
                _new.Remove(connection.Place);
                _used.AddLast(connection.Place);
            }
        }
    }

    /// <summary>Frees the seat of a connection that has ended.</summary>
    public void Leave(SeatedConnection connection)
    {
        lock (_gate)
        {
            if (connection.Place.List is { } seats)
            {
                seats.Remove(connection.Place);
            }
            else
            {
                _leaving--;
                _waiting?.TrySetResult();
            }
        }
    }

    // In turn; one that was active since its last turn is skipped once.
    private SeatedConnection FindIdle()
    {
        for (var looked = 0; looked < 2 * _used.Count; looked++)
        {
            var connection = _used.First!.Value;
            if (!connection.IsActive && !connection.IsLive)
            {
                return connection;
            }

            connection.IsActive = false;
            _used.RemoveFirst();
            _used.AddLast(connection.Place);
        }

        return _used.First!.Value;
    }

    private void NoteFull()
    {
        lock (_gate)
        {
            if (_lastLogged is { } last && time.GetElapsedTime(last) < LogPause)
            {
                return;
            }

            _lastLogged = time.GetTimestamp();
        }

        var setting = $"Listeners:Max{listener}Connections";
        LogFull(log, listener, limit, setting);
    }

    [LoggerMessage(1602, LogLevel.Warning, "The {Listener} listener has {Limit} connections, which is its limit: for each new one another "
        + "is closed, idle and slow ones first. {Setting} sets the limit; without it, the limit of open files (ulimit -n) does. "
        + "This is logged at most once in ten minutes.")]
    private static partial void LogFull(ILogger logger, string listener, int limit, string setting);
}
