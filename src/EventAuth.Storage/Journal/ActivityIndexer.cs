using EventAuth.Storage.Statements;
using ActivityKey = (long ProfileId, long Time, long ReceivedAt, System.Guid EventId);

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

    private readonly ActivityRunWriter _run;
    private List<ActivityKey> _collected = new(RunLength);
    private long _credit;
    private long _lastRun;
    private long _lastEvent;
    private long _lastEventOfRun;

    /// <summary>Takes up what events were written since the last complete run.</summary>
    public ActivityIndexer(SqliteJournalConnection connection)
    {
        _run = new ActivityRunWriter(connection);
        connection.Begin();
        _lastRun = connection.Greatest("ActivityRuns", "Run");
        _lastEventOfRun = connection.Greatest("ActivityRuns", "LastEvent");
        connection.Prepare("""DELETE FROM "Activities" WHERE "Run" > ?1""").Bind(_lastRun).Run();
        var rest = connection.Prepare(
            """
            SELECT "Id", "ProfileId", "Time", "ReceivedAt", "EventId" FROM "Events"
            WHERE "Id" > ?1 AND "EventId" IS NOT NULL ORDER BY "Id"
            """).Bind(_lastEventOfRun);
        while (rest.Step())
        {
            Collect(rest.Integer(1), rest.Integer(2), rest.Integer(3), rest.Guid(4));
            _lastEvent = rest.Integer(0);
            if (_lastEvent - _lastEventOfRun >= RunLength)
            {
                Seal();
                _run.Write(int.MaxValue);
            }
        }

        rest.Reset();
        connection.Commit();
        _lastEvent = connection.Greatest("Events", "Id");
    }

    /// <summary>Whether the transaction that is being made completes a run.</summary>
    public bool CompletesRun { get; private set; }

    public void Collect(long profileId, long time, long receivedAt, Guid eventId) => _collected.Add((profileId, time, receivedAt, eventId));

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
        if (!_run.IsWriting)
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
            CompletesRun = _run.Write(_credit);
            _credit = 0;
        }
    }

    private void Seal()
    {
        _lastEventOfRun = _lastEvent;
        _run.Begin(++_lastRun, _lastEventOfRun, ref _collected);
    }
}
