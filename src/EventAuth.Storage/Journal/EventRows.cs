using EventAuth.Storage.Audit;
using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>Writes a row for each verdict, and has it counted. The single writer assigns the ids itself.</summary>
internal sealed class EventRows(IJournalConnection connection, IEventIndex index, AuditRecorder hashes)
{
    private const string Table = "Events";

    private readonly RowWriter<AcceptedEvent> _accepted = new(connection, Table, key: null, EventColumns.Accepted);
    private readonly RowWriter<RejectedEvent> _rejected = new(connection, Table, key: null, EventColumns.Rejected);

    /// <summary>The id of the last row.</summary>
    public long Last => connection.LastId(JournalTable.Events);

    public void WriteAccepted(
        JournalEntry entry, PolicySnapshot snapshot, Decision decision, CustomerState customer, Guid id, ProfileOutcome outcome)
    {
        var number = connection.NextId(JournalTable.Events);
        _accepted.Write(new AcceptedEvent(number, entry, snapshot.Version, decision, customer, id, outcome, SenderOf(entry)));
        var receivedAt = entry.ReceivedAt.ToUnixTimeMilliseconds();
        index.Count(Last, receivedAt, decision.Reason, customer, entry.CertificateId, entry.Action.Value, 1);
        index.Add(outcome.Profile.Id, entry.Time.ToUnixTimeMilliseconds(), receivedAt, id);
        if (entry.EventSalt.IsPresent)
        {
            index.AddRepeatable(id, outcome.Conflict ? null : outcome.NotKept);
        }
    }

    public void WriteRejected(RejectionEntry entry)
    {
        _rejected.Write(new RejectedEvent(connection.NextId(JournalTable.Events), entry));
        var receivedAt = entry.ReceivedAt.ToUnixTimeMilliseconds();
        index.Count(Last, receivedAt, entry.Reason, entry.State, entry.CertificateId, entry.Action, entry.Count);
    }

    private SenderHashes SenderOf(JournalEntry entry)
    {
        var sent = SentIdentifiers.Of(entry);
        return new SenderHashes(
            entry.Token is not null, entry.Token?.Uuid is not null,
            HashOf(IdentifierKind.Uuid, sent.Uuid), HashOf(IdentifierKind.Email, sent.Email),
            HashOf(IdentifierKind.CustomId, sent.CustomId));
    }

    private ulong HashOf(IdentifierKind kind, string? value) => value is null ? 0 : hashes.ShortHashOf(kind, value);
}
