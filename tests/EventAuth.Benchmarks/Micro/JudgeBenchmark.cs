using BenchmarkDotNet.Attributes;
using EventAuth.Core.Decisions;
using EventAuth.Ingest;
using Microsoft.Extensions.Primitives;

namespace EventAuth.Benchmarks.Micro;

/// <summary>Reading, authenticating and deciding in a row, with what requests need from the pool, like the pipeline.</summary>
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
        var scratch = _pipeline.Pool.Get();
        SampleBodies.Receive(scratch, SampleBodies.Bare);
        var context = _authenticator.Begin(authorization);
        var isAccepted = _pipeline.Prepare(scratch, context) is null
            && EventDecider.Decide(context.Snapshot, scratch.Append[0].Action, context.HasToken ? CustomerState.Authenticated : CustomerState.Anonymous).Accepted;
        _pipeline.Pool.Return(scratch);
        return isAccepted;
    }
}
