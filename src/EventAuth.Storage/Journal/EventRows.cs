using EventAuth.Storage.Counts;
using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>Writes a row for each verdict, and has it counted. The one writer counts the ids up by itself.</summary>
internal sealed class EventRows(JournalConnection connection, DecisionTally tally, ActivityIndexer activities)
{
    private static readonly Utf8Text NoParameters = Utf8Text.Of("{}");

    private readonly SqliteStatement _selectFirst =
        connection.Prepare("""SELECT "NotKept", "Conflict", "Customer" FROM "Events" WHERE "EventId" = ?1""");

    private readonly SqliteStatement _insertAccepted = connection.Insert(
        "Events", "Id", "ReceivedAt", "Reason", "Count", "Action", "PolicyVersion", "CertificateId", "Customer",
        "EventId", "ProfileId", "Label", "Time", "OriginalTime", "Params", "ProfileUpdated", "Conflict", "NotKept");

    private readonly SqliteStatement _insertRejected = connection.Insert(
        "Events", "Id", "ReceivedAt", "Reason", "Count", "Action", "PolicyVersion", "CertificateId", "Customer",
        "Cause", "ProfileUpdated", "Conflict");

    public long Last { get; private set; } = connection.Greatest("Events", "Id");

    public void WriteAccepted(
        JournalEntry entry, PolicySnapshot snapshot, Decision decision, CustomerState customer, Guid id, ProfileOutcome outcome)
    {
        Last++;
        var receivedAt = entry.ReceivedAt.ToUnixTimeMilliseconds();
        var time = entry.Time.ToUnixTimeMilliseconds();
        _insertAccepted.Bind(Last).Bind(receivedAt).Bind((long)decision.Reason).Bind(1).Bind(entry.Action.Value).Bind(snapshot.Version)
            .Bind(entry.CertificateId).Bind((long)customer).Bind(id).Bind(outcome.Profile.Id).Bind(entry.Label).Bind(time)
            .Bind(entry.OriginalTime).Bind(entry.Params.IsPresent ? entry.Params : NoParameters).Bind(decision.MayChangeData)
            .Bind(outcome.Conflict).Bind(NamesJson.Write(outcome.NotKept)).Run();
        tally.Add(Last, receivedAt, decision.Reason, customer, entry.CertificateId, entry.Action.Value, 1);
        activities.Collect(outcome.Profile.Id, time, receivedAt, id);
    }

    public void WriteRejected(RejectionEntry entry)
    {
        Last++;
        var receivedAt = entry.ReceivedAt.ToUnixTimeMilliseconds();
        _insertRejected.Bind(Last).Bind(receivedAt).Bind((long)entry.Reason).Bind(entry.Count).Bind(entry.Action).Bind(entry.PolicyVersion)
            .Bind(entry.CertificateId).Bind((long?)entry.State).Bind(entry.Cause).Bind(false).Bind(false).Run();
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
