using BenchmarkDotNet.Attributes;
using EventAuth.Ingest;

namespace EventAuth.Benchmarks.Micro;

/// <summary>From the bytes of a body to an event, and back to an empty intake.</summary>
[Config(typeof(ShortRun))]
public class ReadBenchmark
{
    private readonly Intake _intake = new();
    private readonly DateTimeOffset _receivedAt = TimeProvider.System.GetUtcNow();

    [Benchmark]
    public bool Bare() => Read(SampleBodies.Bare);

    [Benchmark]
    public bool Full() => Read(SampleBodies.Full);

    private bool Read(byte[] body)
    {
        SampleBodies.Receive(_intake, body);
        var isSound = _intake.Reader.ReadEvent(_intake.Body.WrittenMemory, hasToken: false, _receivedAt, _intake.Append.Add()).IsSound;
        _intake.Clear();
        return isSound;
    }
}
