using BenchmarkDotNet.Attributes;
using EventAuth.Ingest;

namespace EventAuth.Benchmarks.Micro;

/// <summary>From the bytes of a body to an event, and back to an empty scratch.</summary>
[Config(typeof(ShortRun))]
public class ReadBenchmark
{
    private readonly RequestScratch _scratch = new();
    private readonly DateTimeOffset _receivedAt = TimeProvider.System.GetUtcNow();

    [Benchmark]
    public bool Bare() => Read(SampleBodies.Bare);

    [Benchmark]
    public bool Full() => Read(SampleBodies.Full);

    private bool Read(byte[] body)
    {
        SampleBodies.Receive(_scratch, body);
        var isSound = _scratch.Reader.ReadEvent(_scratch.Body.WrittenMemory, hasToken: false, _receivedAt, _scratch.Append.Add()).IsSound;
        _scratch.Clear();
        return isSound;
    }
}
