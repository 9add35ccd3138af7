using EventAuth.Core.Limits;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>
/// Writes rejections: individually within the <see cref="RejectionQuota"/> of its reason, and beyond it a row for each
/// event's name and transaction. Identifiers become hashes here. Used by the writer.
/// </summary>
internal sealed class RejectionWriter(IJournalConnection connection, EventRows events, AuditRecorder hashes, IRejectedPayloads payloads)
{
    /// <summary>How many names are recorded separately in a transaction; senders choose them.</summary>
    private const int MostNames = 32;

    private readonly IJournalStatement _insertDetails = connection.Insert(
        "Rejections",
        ["Id", "UuidHash", "EmailHash", "CustomIdHash", "Origin", "Sdk", "ExpiredSeconds", "Payload", .. ReceivedAt(connection)]);

    private readonly Dictionary<DecisionReason, Quota> _quotas = [];
    private readonly Quota _named = RejectionQuota.Create();
    private readonly Dictionary<Flood, (RejectionEntry First, int Count)> _floods = [];

    /// <summary>Writes a rejection by the journal itself, at once or with others when the transaction ends.</summary>
    public void Reject(JournalEntry entry, JournalAppend append, DecisionReason reason, CustomerState state, string? cause) =>
        Reject(entry, 1, append, reason, state, cause);

    /// <summary>The same for all events of a request: one record with their number. Several have no name or customer in common.</summary>
    public void RejectAll(JournalAppend append, DecisionReason reason, CustomerState state, string cause) =>
        Reject(append[0], append.Count, append, reason, state, cause);

    public void WriteFloods()
    {
        foreach (var (first, count) in _floods.Values)
        {
            Write(first with { Count = count });
        }

        _floods.Clear();
    }

    public void Write(RejectionEntry rejection)
    {
        events.WriteRejected(rejection);
        var (uuid, email, customId) = rejection.Customer;
        _insertDetails.Bind(events.Last)
            .Bind(Hash(IdentifierKind.Uuid, uuid)).Bind(Hash(IdentifierKind.Email, email)).Bind(Hash(IdentifierKind.CustomId, customId))
            .Bind(rejection.Source.ReadOrigin()).Bind(rejection.Source.ReadSdk()).Bind(rejection.ExpiredSeconds)
            .Bind(rejection.Payload is { } payload ? payloads.Protect(payload) : null);
        if (connection.DividesByDay)
        {
            _insertDetails.Bind(rejection.ReceivedAt);
        }

        _insertDetails.Run();
    }

    private void Reject(JournalEntry entry, int count, JournalAppend append, DecisionReason reason, CustomerState state, string? cause)
    {
        var action = count == 1 ? entry.Action.Value : null;
        var version = append.Snapshot.Version;
        if (!_quotas.TryGetValue(reason, out var quota))
        {
            _quotas.Add(reason, quota = RejectionQuota.Create());
        }

        if (quota.TryTake(entry.ReceivedAt))
        {
            Write(new RejectionEntry(reason, action, cause, count, entry.ReceivedAt, version, entry.CertificateId)
            {
                State = state,
                Customer = count == 1 ? SentIdentifiers.Of(entry) : default,
                Sender = count == 1 ? new SenderHashes(entry.Token is not null, entry.Token?.Uuid is not null, 0, 0, 0) : null,
                Source = append.Source,
                Payload = count == 1 && payloads.AreKept ? SentPayload.Of(entry) : null,
            });
            return;
        }

        var flood = FloodOf(new Flood(reason, action, state, cause, entry.CertificateId, version), entry.ReceivedAt);
        var first = _floods.TryGetValue(flood, out var known) ? known.First
            : new RejectionEntry(reason, flood.Action, cause, 1, entry.ReceivedAt, version, entry.CertificateId) { State = state };
        _floods[flood] = (first, known.Count + count);
    }

    private static string[] ReceivedAt(IJournalConnection connection) => connection.DividesByDay ? ["ReceivedAt"] : [];

    // Names are recorded separately while they are few, in this transaction and in this minute.
    private Flood FloodOf(Flood named, DateTimeOffset receivedAt) =>
        _floods.ContainsKey(named) || (_floods.Count < MostNames && _named.TryTake(receivedAt)) ? named : named with { Action = null };

    private byte[]? Hash(IdentifierKind kind, string? value) =>
        value is null ? null : hashes.HashOf(kind, value);

    private readonly record struct Flood(
        DecisionReason Reason, string? Action, CustomerState State, string? Cause, string? CertificateId, int PolicyVersion);
}
