using System.Collections.Concurrent;

namespace EventAuth.EndToEnd.Tests.Sdk.Chaos;

/// <summary>What all pages tracked, and what the SDK's callbacks told them. It is kept outside of the browser.</summary>
internal sealed class ChaosLedger
{
    private readonly ConcurrentDictionary<long, TrackedEvent> _tracked = new();
    private readonly ConcurrentDictionary<long, ConcurrentQueue<string>> _rejected = new();
    private long _number;
    private int _tokens;
    private int _unanswered;

    /// <summary>How many tokens the shop made.</summary>
    public int Tokens => _tokens;

    /// <summary>How many requests with events got no answer.</summary>
    public int Unanswered => _unanswered;

    /// <summary>How many events were tracked.</summary>
    public int Count => _tracked.Count;

    public IEnumerable<TrackedEvent> Tracked => _tracked.Values;

    /// <summary>New numbers for events of these kinds, one after the other.</summary>
    public IReadOnlyList<TrackedEvent> Take(IReadOnlyList<EventKind> kinds, int count)
    {
        var last = Interlocked.Add(ref _number, count);
        return [.. Enumerable.Range(0, count).Select(index => last - count + index + 1).Select(number => new TrackedEvent(number, kinds[(int)(number % kinds.Count)]))];
    }

    /// <summary>The SDK has taken these.</summary>
    public void Add(IEnumerable<TrackedEvent> events)
    {
        foreach (var tracked in events)
        {
            _tracked[tracked.Number] = tracked;
        }
    }

    /// <summary>The shop made a token.</summary>
    public void CountToken() => Interlocked.Increment(ref _tokens);

    /// <summary>A request with events failed.</summary>
    public void CountUnanswered() => Interlocked.Increment(ref _unanswered);

    /// <summary>A callback reported that an event was rejected for good.</summary>
    public void Reject(long number, string code) => _rejected.GetOrAdd(number, _ => new()).Enqueue(code);

    /// <summary>The codes that were reported for an event.</summary>
    public IReadOnlyCollection<string> Rejections(long number) => _rejected.TryGetValue(number, out var codes) ? codes : [];
}
