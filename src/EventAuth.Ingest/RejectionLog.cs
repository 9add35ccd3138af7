using System.Collections.Concurrent;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventAuth.Ingest;

/// <summary>
/// Has the rejections recorded that are known before the journal decides: each by itself, within the <see cref="RejectionQuota"/> of its cause, and
/// the number of those beyond it twice a second. No rejection is missing from the counts.
/// </summary>
internal sealed partial class RejectionLog(
    IEventJournal journal, PolicyMonitor policies, TimeProvider time, IngestMetrics metrics, ILogger<RejectionLog> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    // Few: the causes are words of ours, but for those of an invalid event, which share one quota.
    private readonly ConcurrentDictionary<string, RejectionQuota> _quotas = new(StringComparer.Ordinal);

    /// <summary>False when it cannot be recorded: the request must then be answered as overloaded, for a rejection is never lost silently.</summary>
    /// <param name="reason">A reason that rejects.</param>
    /// <param name="action">The event's name where it was valid.</param>
    /// <param name="cause">For the operator; nothing that was sent.</param>
    /// <param name="count">How many events it stands for.</param>
    /// <param name="arrival">The request.</param>
    public bool TryRecord(DecisionReason reason, EventName? action, string cause, int count, in Arrival arrival)
    {
        var recorded = !QuotaOf(reason, cause).TryTake(count, arrival.ReceivedAt) || journal.TryRecord(new RejectionEntry(
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
            metrics.CountEvents(reason, count);
            LogRejected(logger, count, code, cause);
        }

        return recorded;
    }

    /// <summary>Records the numbers of what was only counted.</summary>
    internal void RecordCounts()
    {
        foreach (var quota in _quotas.Values)
        {
            var counted = quota.TakeCounted();
            if (counted > 0 && !journal.TryRecord(new RejectionEntry(quota.Reason, null, quota.Cause, counted, time.GetUtcNow(), policies.Current.Version, null)))
            {
                quota.PutBack(counted);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                RecordCounts();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            RecordCounts();
        }
    }

    private RejectionQuota QuotaOf(DecisionReason reason, string cause) =>
        reason == DecisionReason.InvalidEvent
            ? _quotas.GetOrAdd(nameof(DecisionReason.InvalidEvent), static _ => new RejectionQuota(DecisionReason.InvalidEvent, "several"))
            : _quotas.GetOrAdd(cause, static (key, reason) => new RejectionQuota(reason, key), reason);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Debug, Message = "Rejected {Count} event(s) as {Code}: {Cause}")]
    private static partial void LogRejected(ILogger logger, int count, string code, string cause);
}
