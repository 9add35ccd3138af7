using Microsoft.AspNetCore.Connections;

namespace EventAuth.Admin.Transport;

/// <summary>
/// The connections of one listener, of which there is a bound number. When one more comes, another is closed for it, as a server may do
/// with idle ones at any time (RFC 9112, section 9.5). Which one: a quarter of the seats is for connections that have not brought a
/// request yet, since they are idle, slow with their headers or with their body; where they are more, the one that has waited longest
/// goes. Else it is one that did bring a request, but none lately; a live connection of a page only when there is no other. So
/// connections that bring nothing crowd out each other, and neither those that stand and are used nor, in the moment they need, new ones
/// that bring something.
/// </summary>
/// <param name="listener">Names the listener, in the log and in the name of its setting.</param>
/// <param name="limit">How many connections there may be.</param>
internal sealed partial class ConnectionSeats(string listener, int limit, TimeProvider time, ILogger log)
{
    private const int NewShare = 4;

    // What is closed goes through the end of its request; so many may be at that.
    private const int MostLeaving = 256;

    private static readonly TimeSpan LogPause = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly LinkedList<SeatedConnection> _new = [];
    private readonly LinkedList<SeatedConnection> _used = [];
    private int _leaving;
    private TaskCompletionSource? _waiting;
    private long? _lastLogged;

    /// <summary>
    /// Waits, where many connections that were closed are not at their end yet, until one more may be accepted. One at a time waits.
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

    /// <summary>Gives a new connection a seat, for which another may have to go.</summary>
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

    /// <summary>Notes that a connection brought its first request.</summary>
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

    /// <summary>Frees the seat of a connection that is at its end.</summary>
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

    // In turn; one that was active since its last turn is passed over once.
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
