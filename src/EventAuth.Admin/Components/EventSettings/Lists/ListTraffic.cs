using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Components.EventSettings.Lists;

/// <summary>How often the events of an open list came lately. Each is asked for once.</summary>
internal sealed class ListTraffic(IDecisionCounts counts, TimeProvider time)
{
    private static readonly TimeSpan Span = TimeSpan.FromHours(24);
    private readonly HashSet<EventName> _asked = [];
    private readonly Dictionary<EventName, long> _counts = [];

    /// <summary>How often the event came in the last 24 hours; null while that is not known.</summary>
    public long? this[EventName name] => _counts.TryGetValue(name, out var count) ? count : null;

    /// <summary>Reads the counts of events that were not asked for before.</summary>
    public async Task ReadAsync(IEnumerable<EventName> names, CancellationToken cancellation)
    {
        var asked = names.Where(_asked.Add).ToList();
        if (asked.Count > 0)
        {
            var found = await counts.CountByActionAsync(asked, time.GetUtcNow() - Span, cancellation);
            asked.ForEach(name => _counts[name] = found.GetValueOrDefault(name));
        }
    }
}
