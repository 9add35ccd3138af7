using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using Microsoft.Extensions.Logging;

namespace EventAuth.Ingest;

/// <summary>Has the rejections recorded that are known before the journal decides.</summary>
internal sealed partial class RejectionLog(IEventJournal journal, IngestMetrics metrics, ILogger<RejectionLog> logger)
{
    /// <summary>False when it cannot be recorded: the request must then be answered as overloaded, for a rejection is never lost silently.</summary>
    /// <param name="reason">A reason that rejects.</param>
    /// <param name="action">The event's name where it was valid.</param>
    /// <param name="cause">For the operator; nothing that was sent.</param>
    /// <param name="count">How many events it stands for.</param>
    /// <param name="arrival">The request.</param>
    public bool TryRecord(DecisionReason reason, EventName? action, string cause, int count, in Arrival arrival)
    {
        var recorded = journal.TryRecord(new RejectionEntry(
            reason,
            action?.Value,
            cause,
            count,
            arrival.ReceivedAt,
            arrival.Snapshot.Version,
            arrival.HasToken ? arrival.Snapshot.Key?.CertificateId : null));
        if (recorded)
        {
            var code = reason.ToCode();
            metrics.CountEvents(code, count);
            LogRejected(logger, count, code, cause);
        }

        return recorded;
    }

    [LoggerMessage(EventId = 2001, Level = LogLevel.Debug, Message = "Rejected {Count} event(s) as {Code}: {Cause}")]
    private static partial void LogRejected(ILogger logger, int count, string code, string cause);
}
