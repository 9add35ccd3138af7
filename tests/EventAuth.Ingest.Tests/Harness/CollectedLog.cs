using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EventAuth.Ingest.Tests.Harness;

/// <summary>Keeps what the program writes to its log.</summary>
internal sealed class CollectedLog : ILoggerProvider, ILogger
{
    /// <summary>All lines.</summary>
    public ConcurrentQueue<(LogLevel Level, int Id, string Text)> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((logLevel, eventId.Id, formatter(state, exception) + exception));

    public void Dispose() => Lines.Clear();
}
