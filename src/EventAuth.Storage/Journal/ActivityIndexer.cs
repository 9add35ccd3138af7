using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>
/// Keeps what each profile did findable without touching a place of its own for each event: activities are collected, and from time to time
/// sorted by profile and appended as a run. Until then they are found by looking through the newest events, rejected ones among them,
/// so a run ends after so many rows, however few of them are activities. Used by the writer, within its transactions.
/// </summary>
internal sealed class ActivityIndexer
{
    /// <summary>Rows of events that a run covers. A reader looks in each run, and through at most two runs' worth of newer ones.</summary>
    public const int RunLength = 16_384;

    /// <summary>So many are written at once, about two pages, so that no commit waits long for it.</summary>
    private const int SliceLength = 128;

    private readonly JournalConnection _connection;
    private List<ActivityKey> _collected = new(RunLength);
    private List<ActivityKey> _run = new(RunLength);
    private bool _isWriting;
    private int _written;
    private long _credit;
    private long _lastRun;
    private long _lastEvent;
    private long _lastEventOfRun;

    /// <summary>Takes up what events were written since the last complete run.</summary>
    public ActivityIndexer(JournalConnection connection)
    {
        _connection = connection;
        _lastRun = connection.LastRun(out _lastEventOfRun);
        connection.Begin.Run();
        connection.DeleteUnfinishedRuns.Bind(1, _lastRun).Run();
        var rest = connection.SelectActivitiesSince.Bind(1, _lastEventOfRun);
        while (rest.Step())
        {
            Collect(new ActivityKey(rest.Integer(1), rest.Integer(2), rest.Integer(3), rest.Guid(4)));
            _lastEvent = rest.Integer(0);
            if (_lastEvent - _lastEventOfRun >= RunLength)
            {
                Seal();
                WriteSlice(_run.Count);
            }
        }

        rest.Reset();
        connection.Commit.Run();
        _lastEvent = connection.GreatestId("Events");
    }

    /// <summary>Whether the transaction that is being made completes a run.</summary>
    public bool CompletesRun { get; private set; }

    /// <summary>Notes an activity whose event the present transaction writes.</summary>
    public void Collect(in ActivityKey activity) => _collected.Add(activity);

    /// <summary>
    /// Writes a share of what is to be written, in proportion to what came in, so that a run is done before the next is full.
    /// A run is begun in one transaction and completed in a later one: by then everybody knows of its events.
    /// </summary>
    /// <param name="lastEvent">The id of the last event there is, accepted or not.</param>
    public void Write(long lastEvent)
    {
        CompletesRun = false;
        var rows = lastEvent - _lastEvent;
        _lastEvent = lastEvent;
        if (!_isWriting)
        {
            if (lastEvent - _lastEventOfRun >= RunLength)
            {
                Seal();
            }

            return;
        }

        _credit += 2 * rows;
        if (_credit >= SliceLength)
        {
            WriteSlice(_credit);
            _credit = 0;
        }
    }

    private void Seal()
    {
        (_run, _collected) = (_collected, _run);
        _run.Sort(ActivityKey.InKeyOrder);
        _isWriting = true;
        _written = 0;
        _lastEventOfRun = _lastEvent;
        _lastRun++;
    }

    private void WriteSlice(long length)
    {
        var end = (int)Math.Min(_written + length, _run.Count);
        while (end - _written >= JournalConnection.RowsAtOnce)
        {
            Write(_connection.InsertActivities, JournalConnection.RowsAtOnce);
        }

        while (_written < end)
        {
            Write(_connection.InsertActivity, 1);
        }

        if (_written == _run.Count)
        {
            _connection.InsertRun.Bind(1, _lastRun).Bind(2, _lastEventOfRun).Run();
            _run.Clear();
            _isWriting = false;
            CompletesRun = true;
        }
    }

    private void Write(SqliteStatement statement, int rows)
    {
        var position = 1;
        for (var end = _written + rows; _written < end; _written++)
        {
            var (profileId, time, receivedAt, eventId) = _run[_written];
            statement.Bind(position, _lastRun).Bind(position + 1, profileId).Bind(position + 2, time)
                .Bind(position + 3, receivedAt).Bind(position + 4, eventId);
            position += 5;
        }

        statement.Run();
    }
}
