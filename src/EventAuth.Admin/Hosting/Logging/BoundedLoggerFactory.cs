using System.Collections.Concurrent;

namespace EventAuth.Admin.Hosting.Logging;

/// <summary>
/// Makes loggers whose warnings and errors are bounded for each cause, including those of libraries: what a stranger can cause a
/// thousand times a second must not fill the disk with lines.
/// </summary>
internal sealed class BoundedLoggerFactory(LoggerFactory loggers, TimeProvider time) : ILoggerFactory
{
    private readonly ConcurrentDictionary<string, BoundedLogger> _made = new(StringComparer.Ordinal);

    public ILogger CreateLogger(string categoryName) =>
        _made.GetOrAdd(categoryName, name => new BoundedLogger(loggers.CreateLogger(name), time));

    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    public void Dispose() => loggers.Dispose();
}
