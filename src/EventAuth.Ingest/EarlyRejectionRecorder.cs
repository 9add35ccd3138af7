using System.Collections.Concurrent;
using EventAuth.Core.Decisions;
using EventAuth.Core.Inspection;
using EventAuth.Core.Journal;
using EventAuth.Core.Limits;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Requests;
using Microsoft.Extensions.Logging;

namespace EventAuth.Ingest;

/// <summary>
/// Counts the rejections that are known before the journal decides, and records them individually within the
/// <see cref="RejectionQuota"/> of their cause. One that does not fit in the record is counted anyway, and its sender gets
/// the true answer.
/// </summary>
internal sealed partial class EarlyRejectionRecorder(
    IEventJournal journal, TokenCauses causes, FormerKeys formerKeys, IRejectedPayloads payloads, IngestMetrics metrics,
    ILogger<EarlyRejectionRecorder> logger)
{
    // Few: the causes are from a fixed set, except those of what could not be read, which share one quota.
    private readonly ConcurrentDictionary<string, Quota> _quotas = new(StringComparer.Ordinal);

    /// <summary>Counts and records a rejection; not that of a probe.</summary>
    /// <param name="entry">The event, as far as it could be read; null for a whole batch, and for what is not an event.</param>
    public void Record(in EarlyRejection rejection, in RequestContext context, JournalEntry? entry)
    {
        if (context.IsProbe)
        {
            return;
        }

        var certificateId = context.HasToken ? context.Snapshot.Key?.CertificateId : null;
        journal.Count(rejection.Reason, rejection.Action, certificateId, rejection.Count);
        metrics.CountEvents(rejection.Reason, rejection.Count);
        var code = rejection.Reason.ToCode();
        LogRejected(logger, rejection.Count, code, rejection.Cause);
        if (QuotaOf(rejection).TryTake(context.ReceivedAt))
        {
            journal.TryRecord(new RejectionEntry(
                rejection.Reason,
                rejection.Action?.Value,
                CauseOf(rejection, context),
                rejection.Count,
                context.ReceivedAt,
                context.Snapshot.Version,
                certificateId)
            {
                Customer = entry is null ? default : SentIdentifiers.Of(entry),
                Source = context.Source,
                ExpiredSeconds = rejection.Token.ExpiredSeconds,
                Payload = entry is not null && payloads.AreKept ? SentPayload.Of(entry) : null,
            });
        }
    }

    // Only within the quota: it costs signature checks. A former key comes first: after a rotation all tokens are of that kind.
    private string CauseOf(in EarlyRejection rejection, in RequestContext context) => rejection.Token.Failure switch
    {
        TokenFailure.None => rejection.Cause,
        TokenFailure.WrongSignature or TokenFailure.WrongSignatureLength
            when BearerToken.IsSigned(context.Authorization, formerKeys, context.ReceivedAt) =>
            TokenFindingCode.FormerCertificate.ToText(),
        var failure => causes.Of(failure, string.Join(", ", context.Authorization.ToArray()), context.Snapshot, context.ReceivedAt),
    };

    private Quota QuotaOf(in EarlyRejection rejection) => _quotas.GetOrAdd(
        rejection.Reason is DecisionReason.InvalidEvent or DecisionReason.MalformedJson
            ? nameof(DecisionReason.InvalidEvent)
            : rejection.Cause,
        static _ => RejectionQuota.Create());

    [LoggerMessage(EventId = 2001, Level = LogLevel.Debug, Message = "Rejected {Count} event(s) as {Code}: {Cause}")]
    private static partial void LogRejected(ILogger logger, int count, string code, string cause);
}
