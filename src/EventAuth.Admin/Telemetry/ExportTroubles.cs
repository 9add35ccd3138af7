using System.Diagnostics.Tracing;
using EventSource = System.Diagnostics.Tracing.EventSource;

namespace EventAuth.Admin.Telemetry;

/// <summary>
/// Logs that telemetry does not arrive, at most once a minute. The exporter reports its problems only to listeners
/// like this one. Only the kind of problem is passed on: its details may contain the receiver's address.
/// </summary>
internal sealed partial class ExportTroubles(TimeProvider time, ILogger log) : EventListener
{
    private const string Sources = "OpenTelemetry-";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long? _lastSaid;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.StartsWith(Sources, StringComparison.Ordinal))
        {
            EnableEvents(eventSource, EventLevel.Warning);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // The runtime's own sources may send events before they are enabled.
        if (!eventData.EventSource.Name.StartsWith(Sources, StringComparison.Ordinal))
        {
            return;
        }

        lock (_gate)
        {
            if (_lastSaid is { } said && time.GetElapsedTime(said) < Pause)
            {
                return;
            }

            _lastSaid = time.GetTimestamp();
        }

        LogTrouble(log, eventData.EventName ?? "unknown");
    }

    [LoggerMessage(1403, LogLevel.Warning, "Telemetry does not arrive ({Trouble}). Events and console are not affected. "
        + "This is said at most once a minute.")]
    private static partial void LogTrouble(ILogger logger, string trouble);
}
