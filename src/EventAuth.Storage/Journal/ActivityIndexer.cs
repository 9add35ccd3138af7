using EventAuth.Storage.Statements;
using ActivityKey = (long ProfileId, long Time, long ReceivedAt, System.Guid EventId);

namespace EventAuth.Storage.Journal;

/// <summary>
/// Makes the activities of each profile searchable without an own write for each event: activities are collected, and from time to time
/// sorted by profile and appended as a run. Until then they are found by searching the newest events, including rejected ones,
/// so a run ends after a fixed number of rows, however few of them are activities. Used by the writer, within its transactions.
/// </summary>
internal sealed class ActivityIndexer
{
    /// <summary>Rows of events that a run covers. A reader looks in each run, and at most two runs' worth of newer rows.</summary>
    public const int RunLength = 16_384;

    /// <summary>How many are written at once, about two pages, so that no commit waits long for it.</summary>
    private const int SliceLength = 128;

    private readonly ActivityRunWriter _run;
    private List<ActivityKey> _collected = new(RunLength);
    private long _credit;
    private long _lastRun;
    private long _lastEvent;
    private long _lastEventOfRun;

    /// <summary>Collects the events that were written since the last complete run.</summary>
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

    /// <summary>Whether the current transaction completes a run.</summary>
    public bool CompletesRun { get; private set; }

    public void Collect(long profileId, long time, long receivedAt, Guid eventId) => _collected.Add((profileId, time, receivedAt, eventId));

    /// <summary>
    /// Writes a part of the run, in proportion to the new events, so that a run is complete before the next one is full.
    /// A run is started in one transaction and completed in a later one: by then its events are visible to everybody.
    /// </summary>
    /// <param name="lastEvent">The id of the last event, accepted or not.</param>
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
