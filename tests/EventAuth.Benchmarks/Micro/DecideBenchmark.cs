using BenchmarkDotNet.Attributes;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Benchmarks.Micro;

/// <summary>The decision, with lists of few names and of very many; every second event is on one.</summary>
[Config(typeof(ShortRun))]
public class DecideBenchmark
{
    private EventName[] _events = [];
    private PolicySnapshot? _snapshot;
    private int _next;

    /// <summary>How many names each list has.</summary>
    [Params(10, 100_000)]
    public int Names { get; set; }

    [GlobalSetup]
    public void Compile()
    {
        var names = Enumerable.Range(0, 3 * Names).Select(i => EventName.Parse($"event.{i}")).ToArray();
        _snapshot = RealParts.Compile(EventPolicy.Empty
            .With(EventListKind.AnonymousWithoutJwt, names[..Names])
            .With(EventListKind.UpdateWithoutJwt, names[Names..(2 * Names)])
            .With(EventListKind.UpdateWithJwt, names[(2 * Names)..]));
        _events = [.. Enumerable.Range(0, 64).Select(i => i % 2 == 0 ? names[i * names.Length / 64] : EventName.Parse($"other.{i}"))];
    }

    [Benchmark]
    public bool Decide() => EventDecider.Decide(_snapshot!, _events[_next++ % _events.Length], CustomerState.Anonymous).Accepted;
}
