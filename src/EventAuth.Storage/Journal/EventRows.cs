using EventAuth.Storage.Counts;
using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>Writes a row for each verdict, and has it counted. The one writer counts the ids up by itself.</summary>
internal sealed class EventRows(JournalConnection connection, DecisionTally tally, ActivityIndexer activities)
{
    private const string Table = "Events";

    private readonly RowWriter<AcceptedEvent> _accepted = new(connection, Table, key: null, EventColumns.Accepted);
    private readonly RowWriter<RejectedEvent> _rejected = new(connection, Table, key: null, EventColumns.Rejected);

    private readonly SqliteStatement _selectFirst =
        connection.Prepare("""SELECT "NotKept", "Conflict", "Customer" FROM "Events" WHERE "EventId" = ?1""");

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

    /// <summary>What the first sender of a repeated event was told; null when the event is new.</summary>
    public (IReadOnlyList<string>? NotKept, bool HadNoToken)? FindFirst(Guid id)
    {
        var row = _selectFirst.Bind(id);
        (IReadOnlyList<string>?, bool)? first = row.Step()
            ? (row.IsNull(0) || row.Integer(1) != 0 || !NamesJson.TryRead(row.Text(0), out var names) ? null : names,
                !row.IsNull(2) && row.Integer(2) != (long)CustomerState.Authenticated)
            : null;
        row.Reset();
        return first;
    }
}
