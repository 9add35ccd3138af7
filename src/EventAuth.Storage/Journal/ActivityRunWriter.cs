using EventAuth.Storage.Statements;
using ActivityKey = (long ProfileId, long Time, long ReceivedAt, System.Guid EventId);

namespace EventAuth.Storage.Journal;

/// <summary>Writes a run of activities that is complete in memory, in slices.</summary>
internal sealed class ActivityRunWriter(SqliteJournalConnection connection)
{
    // One statement writes this many rows: the table's end is found once for all of them.
    private const int RowsAtOnce = 32;

    private const string InsertRows = """INSERT INTO "Activities" ("Run", "ProfileId", "Time", "ReceivedAt", "EventId") VALUES """;

    private readonly IJournalStatement _insertOne = connection.Prepare(InsertRows + "(?, ?, ?, ?, ?)");

    private readonly IJournalStatement _insertMany =
        connection.Prepare(InsertRows + string.Join(", ", Enumerable.Repeat("(?, ?, ?, ?, ?)", RowsAtOnce)));

    private readonly IJournalStatement _insertRun = connection.Insert("ActivityRuns", ["Run", "LastEvent"]);
    private List<ActivityKey> _rows = new(ActivityIndexer.RunLength);
    private int _written;
    private long _run;
    private long _lastEvent;

    public bool IsWriting { get; private set; }

    /// <summary>Starts a run.</summary>
    /// <param name="lastEvent">It and the runs before it contain all accepted events up to this id.</param>
    /// <param name="rows">Its content, times in milliseconds since 1970; replaced with an empty list.</param>
    public void Begin(long run, long lastEvent, ref List<ActivityKey> rows)
    {
        (_rows, rows) = (rows, _rows);
        (_run, _lastEvent, _written) = (run, lastEvent, 0);
        IsWriting = true;

        // As the database sorts its keys.
        _rows.Sort();
    }

    /// <summary>Writes this many of its rows. Returns whether it is complete now.</summary>
    public bool Write(long length)
    {
        var end = (int)Math.Min(_written + length, _rows.Count);
        while (end - _written >= RowsAtOnce)
        {
            Insert(_insertMany, RowsAtOnce);
        }

        while (_written < end)
        {
            Insert(_insertOne, 1);
        }

        if (_written == _rows.Count)
        {
            _insertRun.Bind(_run).Bind(_lastEvent).Run();
            _rows.Clear();
            IsWriting = false;
        }

        return !IsWriting;
    }

    private void Insert(IJournalStatement statement, int rows)
    {
        for (var end = _written + rows; _written < end; _written++)
        {
            var (profileId, time, receivedAt, eventId) = _rows[_written];
            statement.Bind(_run).Bind(profileId).Bind(time).Bind(receivedAt).Bind(eventId);
        }

        statement.Run();
    }
}
