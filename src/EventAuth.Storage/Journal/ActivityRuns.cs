namespace EventAuth.Storage.Journal;

/// <summary>
/// Keeps what each profile did findable without touching a place of its own for each event: activities are collected, and from time to time
/// sorted by profile and appended as a run. Until then they are found by looking through the newest events. Used by the writer, within its transactions.
/// </summary>
internal sealed class ActivityRuns
{
    /// <summary>Activities of a run. A reader looks in each run, and through at most two runs' worth of events that are in none yet.</summary>
    public const int RunLength = 16_384;

    /// <summary>So many are written at once, about two pages, so that no commit waits long for it.</summary>
    private const int SliceLength = 128;

    private readonly JournalConnection _connection;
    private List<ActivityKey> _collected = new(RunLength);
    private List<ActivityKey> _run = new(RunLength);
    private int _written;
    private int _credit;
    private long _lastRun;
    private long _lastEvent;
    private long _lastEventOfRun;

    /// <summary>Takes up what events were written since the last complete run.</summary>
    public ActivityRuns(JournalConnection connection)
    {
        _connection = connection;
        _lastRun = connection.LastRun(out var lastEvent);
        connection.Begin.Run();
        connection.DeleteUnfinishedRuns.Bind(1, _lastRun).Run();
        var rest = connection.SelectActivitiesSince.Bind(1, lastEvent);
        while (rest.Step())
        {
            Collect(new ActivityKey(rest.Integer(1), rest.Integer(2), rest.Integer(3), rest.Guid(4)), rest.Integer(0));
            if (_collected.Count == RunLength)
            {
                Seal();
                WriteSlice(RunLength);
            }
        }

        rest.Reset();
        connection.Commit.Run();
    }

    /// <summary>Whether the transaction that is being made completes a run.</summary>
    public bool CompletesRun { get; private set; }

    /// <summary>Notes an activity whose event the present transaction writes under this id.</summary>
    public void Collect(in ActivityKey activity, long eventId)
    {
        _collected.Add(activity);
        _lastEvent = eventId;
    }

    /// <summary>Writes a share of what is to be written, in proportion to what came in, so that a run is done before the next is full.</summary>
    public void Write(int events)
    {
        CompletesRun = false;
        if (_run.Count == 0 && _collected.Count >= RunLength)
        {
            Seal();
        }

        if (_run.Count == 0)
        {
            return;
        }

        _credit += 2 * events;
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
        _written = 0;
        _lastEventOfRun = _lastEvent;
        _lastRun++;
    }

    private void WriteSlice(int length)
    {
        var end = Math.Min(_written + length, _run.Count);
        for (; _written < end; _written++)
        {
            var (profileId, time, receivedAt, eventId) = _run[_written];
            _connection.InsertActivity.Bind(1, _lastRun).Bind(2, profileId).Bind(3, time).Bind(4, receivedAt).Bind(5, eventId).Run();
        }

        if (_written == _run.Count)
        {
            _connection.InsertRun.Bind(1, _lastRun).Bind(2, _lastEventOfRun).Run();
            _run.Clear();
            CompletesRun = true;
        }
    }
}
