using System.Collections.Concurrent;
using EventAuth.Core.Limits;

namespace EventAuth.Admin.Hosting.Logging;

/// <summary>
/// Passes on what is logged; warnings and errors with the same id only up to a limit per minute. Left out lines are reported once a minute.
/// </summary>
internal sealed partial class BoundedLogger(ILogger inner, TimeProvider time) : ILogger
{
    /// <summary>How many lines of one cause are written in a minute: enough to see a fault, too few to hide another.</summary>
    public const int PerMinute = 20;

    // The server logs it as an error of this program, with a stack trace, when a sender disconnects in the middle of a body.
    private const string HungUp = "RequestBodyDrainBodyReaderInvalidState";

    private readonly ConcurrentDictionary<int, (Quota Lines, Quota Notes)> _causes = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name == HungUp)
        {
            logLevel = LogLevel.Debug;
        }

        if (logLevel >= LogLevel.Warning && inner.IsEnabled(logLevel))
        {
            var (cause, now) = (_causes.GetOrAdd(eventId.Id, _ => (PerMinuteOf(PerMinute), PerMinuteOf(1))), time.GetUtcNow());
            if (!cause.Lines.TryTake(now))
            {
                if (cause.Notes.TryTake(now))
                {
                    LogLeftOut(inner, logLevel, eventId.Id);
                }

                return;
            }
        }

        inner.Log(logLevel, eventId, state, exception, formatter);
    }

    [LoggerMessage(EventId = 1603, Message = "More lines with the id {Id} are left out until the minute is over.")]
    private static partial void LogLeftOut(ILogger logger, LogLevel level, int id);

    private static Quota PerMinuteOf(int most) => new(most, TimeSpan.FromMinutes(1));
}
