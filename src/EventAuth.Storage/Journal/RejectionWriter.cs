using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Limits;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Counts;

namespace EventAuth.Storage.Journal;

/// <summary>
/// Writes rejections: each by itself within the <see cref="RejectionQuota"/> of its reason, and of those beyond it a row for each
/// event's name and transaction. Identifiers become hashes here. Used by the writer.
/// </summary>
internal sealed class RejectionWriter(
    JournalConnection connection, JournalCounters counters, DecisionTally tally, AuditRecorder hashes, IRejectedPayloads payloads)
{
    /// <summary>So many names are told apart in a transaction; senders choose them.</summary>
    private const int MostNames = 32;

    private readonly Dictionary<DecisionReason, Quota> _quotas = [];
    private readonly Quota _named = RejectionQuota.Create();
    private readonly Dictionary<Flood, (RejectionEntry First, int Count)> _floods = [];

    /// <summary>Writes a rejection of the journal's own, at once or with others when the transaction ends.</summary>
    public void Reject(JournalEntry entry, JournalAppend append, DecisionReason reason, CustomerState state, string? cause)
    {
        var action = entry.Action.Value;
        var version = append.Snapshot.Version;
        if (!_quotas.TryGetValue(reason, out var quota))
        {
            _quotas.Add(reason, quota = RejectionQuota.Create());
        }

        if (quota.TryTake(entry.ReceivedAt))
        {
            Write(new RejectionEntry(reason, action, cause, 1, entry.ReceivedAt, version, entry.CertificateId)
            {
                State = state,
                Customer = SentIdentifiers.Of(entry),
                Source = append.Source,
                Payload = payloads.AreKept ? SentPayload.Of(entry) : null,
            });
            return;
        }

        var flood = FloodOf(new Flood(reason, action, state, cause, entry.CertificateId, version), entry.ReceivedAt);
        var first = _floods.TryGetValue(flood, out var known) ? known.First
            : new RejectionEntry(reason, flood.Action, cause, 1, entry.ReceivedAt, version, entry.CertificateId) { State = state };
        _floods[flood] = (first, known.Count + 1);
    }

    /// <summary>Writes what the transaction has beyond the quotas.</summary>
    public void WriteFloods()
    {
        foreach (var (first, count) in _floods.Values)
        {
            Write(first with { Count = count });
        }

        _floods.Clear();
    }

    /// <summary>Writes a rejection with all that is known of it.</summary>
    public void Write(RejectionEntry rejection)
    {
        var id = WriteRow(rejection);
        var (uuid, email, customId) = rejection.Customer;
        connection.InsertRejectionDetails.Bind(1, id)
            .BindBytes(2, Hash(IdentifierKind.Uuid, uuid))
            .BindBytes(3, Hash(IdentifierKind.Email, email))
            .BindBytes(4, Hash(IdentifierKind.CustomId, customId))
            .Bind(5, rejection.Source.ReadOrigin()).Bind(6, rejection.Source.ReadSdk()).Bind(7, rejection.ExpiredSeconds)
            .BindBytes(8, rejection.Payload is { } payload ? payloads.Protect(payload) : null).Run();
    }

    // Names are told apart while they are few, in this transaction and in this minute.
    private Flood FloodOf(Flood named, DateTimeOffset receivedAt) =>
        _floods.ContainsKey(named) || (_floods.Count < MostNames && _named.TryTake(receivedAt)) ? named : named with { Action = null };

    private long WriteRow(RejectionEntry rejection)
    {
        var id = counters.NextEvent();
        connection.InsertRejection.Bind(1, id).Bind(2, rejection.ReceivedAt).Bind(3, (long)rejection.Reason).Bind(4, rejection.Cause)
            .Bind(5, (long)rejection.Count).Bind(6, rejection.Action).Bind(7, (long)rejection.PolicyVersion)
            .Bind(8, rejection.CertificateId).Bind(9, (long?)rejection.State).Run();
        tally.Add(
            id,
            rejection.ReceivedAt.ToUnixTimeMilliseconds(),
            rejection.Reason,
            rejection.State,
            rejection.CertificateId,
            rejection.Action,
            rejection.Count);
        return id;
    }

    private byte[]? Hash(IdentifierKind kind, string? value) =>
        value is null ? null : Convert.FromHexString(hashes.HashOfIdentifier(kind.ToWord(), value));

    private readonly record struct Flood(
        DecisionReason Reason, string? Action, CustomerState State, string? Cause, string? CertificateId, int PolicyVersion);
}
