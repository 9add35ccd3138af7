using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace EventAuth.Benchmarks.Micro;

/// <summary>Names what is allocated while it listens: the runtime reports the type of one object in about every 100 KB. Shares are estimates, names are facts.</summary>
internal sealed class AllocatedTypes : EventListener
{
    private const EventKeywords GarbageCollection = (EventKeywords)0x1;

    private readonly ConcurrentDictionary<string, long> _bytes = new(StringComparer.Ordinal);

    /// <summary>A line for each type that has at least a hundredth, the largest first.</summary>
    public IEnumerable<string> Lines()
    {
        var all = _bytes.Values.Sum();
        return _bytes
            .Where(type => type.Value * 100 >= all)
            .OrderByDescending(type => type.Value)
            .Select(type => string.Create(CultureInfo.InvariantCulture, $"{100.0 * type.Value / all,5:F0} %  {type.Key}"));
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
        {
            EnableEvents(eventSource, EventLevel.Verbose, GarbageCollection);
        }
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData is { EventName: { } name, PayloadNames: { } names, Payload: { } payload } && name.StartsWith("GCAllocationTick", StringComparison.Ordinal))
        {
            var type = (string)payload[names.IndexOf("TypeName")]!;
            var bytes = Convert.ToInt64(payload[names.IndexOf("AllocationAmount64")], CultureInfo.InvariantCulture);
            _bytes.AddOrUpdate(type, bytes, (_, before) => before + bytes);
        }
    }
}
