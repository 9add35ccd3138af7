using EventAuth.Storage.Counts;
using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>In SQLite: activities in sorted runs, and counts of a whole segment of events at once.</summary>
internal sealed class StretchIndex : IEventIndex
{
    private readonly SqliteJournalConnection _connection;
    private readonly CountWriter _counts;
    private readonly DecisionTally _tally;
    private readonly ActivityIndexer _activities;
    private readonly IJournalStatement _selectFirst;

    /// <param name="sourceOf">How a name came into the catalogue; null for one that is not in it.</param>
    public StretchIndex(SqliteJournalConnection connection, Func<EventName, EventSource?> sourceOf)
    {
        _connection = connection;
        _counts = new CountWriter(connection, sourceOf);
        _tally = new DecisionTally(connection, _counts);
        _activities = new ActivityIndexer(connection);
        _selectFirst = connection.Prepare("""SELECT "NotKept", "Conflict" FROM "Events" WHERE "EventId" = ?1""");
    }

    public void Count(
        long id, long receivedAt, DecisionReason reason, CustomerState? customer, string? certificateId, string? action, int count) =>
        _tally.Add(id, receivedAt, reason, customer, certificateId, action, count);

    public void Add(long profileId, long time, long receivedAt, Guid eventId) => _activities.Collect(profileId, time, receivedAt, eventId);

    public bool TryFindFirst(Guid id, out IReadOnlyList<string>? notKept)
    {
        var row = _selectFirst.Bind(id);
        var isThere = row.Step();
        notKept = !isThere || row.IsNull(0) || row.Flag(1) || !NamesJson.TryRead(row.Text(0), out var names) ? null : names;
        row.Reset();
        return isThere;
    }

    public void CountRejected(long lastSecond, DecisionReason reason, string? certificateId, string? action, long count) =>
        _counts.Add(new DecisionKind(lastSecond - (lastSecond % CountBounds.Minute), reason, null, certificateId), action ?? "", count);

    public bool Write()
    {
        var last = _connection.LastId(JournalTable.Events);
        _activities.Write(last);
        _tally.TryComplete(last);
        return _activities.CompletesRun;
    }

    public void Publish(Action<string, long> seen) => _tally.Publish(seen);
}
