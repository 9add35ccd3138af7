using BenchmarkDotNet.Attributes;
using EventAuth.Core.Decisions;
using EventAuth.Ingest;
using Microsoft.Extensions.Primitives;

namespace EventAuth.Benchmarks.Micro;

/// <summary>Reading, authenticating and deciding in a row, with intakes from the pool, as the pipeline does it.</summary>
[Config(typeof(ShortRun))]
public class JudgeBenchmark : IDisposable
{
    private readonly RealParts _parts = new();
    private readonly SingleEvent _pipeline;
    private readonly Authenticator _authenticator;
    private readonly StringValues _token = new(RealParts.Bearer(17));

    public JudgeBenchmark() => (_pipeline, _authenticator) = (_parts.Get<SingleEvent>(), _parts.Get<Authenticator>());

    [Benchmark]
    public bool WithoutToken() => Judge(default);

    [Benchmark]
    public bool WithRememberedToken() => Judge(_token);

    [GlobalCleanup]
    public void Dispose()
    {
        _parts.Dispose();
        GC.SuppressFinalize(this);
    }

    private bool Judge(StringValues authorization)
    {
        var intake = _pipeline.Intakes.Get();
        SampleBodies.Receive(intake, SampleBodies.Bare);
        var arrival = _authenticator.Arrive(authorization);
        var isAccepted = _pipeline.Judge(intake, arrival) is null
            && EventDecider.Decide(arrival.Snapshot, intake.Append[0].Action, arrival.HasToken ? CustomerState.Authenticated : CustomerState.Anonymous).Accepted;
        _pipeline.Intakes.Return(intake);
        return isAccepted;
    }
}
