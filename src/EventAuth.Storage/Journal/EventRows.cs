using EventAuth.Storage.Counts;
using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>Writes a row for each verdict, and has it counted. The single writer assigns the ids itself.</summary>
internal sealed class EventRows(JournalConnection connection, DecisionTally tally, ActivityIndexer activities)
{
    private const string Table = "Events";

    private readonly RowWriter<AcceptedEvent> _accepted = new(connection, Table, key: null, EventColumns.Accepted);
    private readonly RowWriter<RejectedEvent> _rejected = new(connection, Table, key: null, EventColumns.Rejected);

    private readonly SqliteStatement _selectFirst =
        connection.Prepare("""SELECT "NotKept", "Conflict" FROM "Events" WHERE "EventId" = ?1""");

    /// <summary>The id of the last row.</summary>
    public long Last { get; private set; } = connection.Greatest(Table, nameof(EventRecord.Id));

    public void WriteAccepted(
        JournalEntry entry, PolicySnapshot snapshot, Decision decision, CustomerState customer, Guid id, ProfileOutcome outcome)
    {
        _accepted.Write(new AcceptedEvent(++Last, entry, snapshot.Version, decision, customer, id, outcome));
        var receivedAt = entry.ReceivedAt.ToUnixTimeMilliseconds();
        tally.Add(Last, receivedAt, decision.Reason, customer, entry.CertificateId, entry.Action.Value, 1);
        activities.Collect(outcome.Profile.Id, entry.Time.ToUnixTimeMilliseconds(), receivedAt, id);
    }

    public void WriteRejected(RejectionEntry entry)
    {
        _rejected.Write(new RejectedEvent(++Last, entry));
        var receivedAt = entry.ReceivedAt.ToUnixTimeMilliseconds();
        tally.Add(Last, receivedAt, entry.Reason, entry.State, entry.CertificateId, entry.Action, entry.Count);
    }

    /// <summary>Whether an event with this id exists already, which is so when an event with a salt is repeated.</summary>
    /// <param name="notKept">What its sender was told; null for nothing.</param>
    public bool TryFindFirst(Guid id, out IReadOnlyList<string>? notKept)
    {
        var row = _selectFirst.Bind(id);
        var isThere = row.Step();
        notKept = !isThere || row.IsNull(0) || row.Integer(1) != 0 || !NamesJson.TryRead(row.Text(0), out var names) ? null : names;
        row.Reset();
        return isThere;
    }
}
