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

    // So many rows take one statement: the table's end is found once for all of them.
    private const int RowsAtOnce = 32;

    private const string InsertRows = """INSERT INTO "Activities" ("Run", "ProfileId", "Time", "ReceivedAt", "EventId") VALUES """;

    private readonly SqliteStatement _insertOne;
    private readonly SqliteStatement _insertMany;
    private readonly SqliteStatement _insertRun;

    // Sorted as the database sorts its keys. Times are in milliseconds since 1970.
    private List<(long ProfileId, long Time, long ReceivedAt, Guid EventId)> _collected = new(RunLength);
    private List<(long ProfileId, long Time, long ReceivedAt, Guid EventId)> _run = new(RunLength);
    private bool _isWriting;
    private int _written;
    private long _credit;
    private long _lastRun;
    private long _lastEvent;
    private long _lastEventOfRun;

    /// <summary>Takes up what events were written since the last complete run.</summary>
    public ActivityIndexer(JournalConnection connection)
    {
        _insertOne = connection.Prepare(InsertRows + "(?, ?, ?, ?, ?)");
        _insertMany = connection.Prepare(InsertRows + string.Join(", ", Enumerable.Repeat("(?, ?, ?, ?, ?)", RowsAtOnce)));
        _insertRun = connection.Insert("ActivityRuns", "Run", "LastEvent");
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
                WriteSlice(_run.Count);
            }
        }

        rest.Reset();
        connection.Commit();
        _lastEvent = connection.Greatest("Events", "Id");
    }

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
        _run.Sort();
        _isWriting = true;
        _written = 0;
        _lastEventOfRun = _lastEvent;
        _lastRun++;
    }

    private void WriteSlice(long length)
    {
        var end = (int)Math.Min(_written + length, _run.Count);
        while (end - _written >= RowsAtOnce)
        {
            WriteRows(_insertMany, RowsAtOnce);
        }

        while (_written < end)
        {
            WriteRows(_insertOne, 1);
        }

        if (_written == _run.Count)
        {
            _insertRun.Bind(_lastRun).Bind(_lastEventOfRun).Run();
            _run.Clear();
            _isWriting = false;
            CompletesRun = true;
        }
    }

    private void WriteRows(SqliteStatement statement, int rows)
    {
        for (var end = _written + rows; _written < end; _written++)
        {
            var (profileId, time, receivedAt, eventId) = _run[_written];
            statement.Bind(_lastRun).Bind(profileId).Bind(time).Bind(receivedAt).Bind(eventId);
        }

        statement.Run();
    }
}
