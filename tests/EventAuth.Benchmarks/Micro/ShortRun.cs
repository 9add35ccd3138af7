using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using EventAuth.Testing;
using Perfolizer.Horology;

namespace EventAuth.Benchmarks.Micro;

/// <summary>How the pieces are measured: in this process and only briefly, because their allocation is exact and their time only a hint. All of them take about two minutes.</summary>
internal sealed class ShortRun : ManualConfig
{
    public ShortRun()
    {
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(4)
            .WithIterationCount(6)
            .WithIterationTime(TimeInterval.FromMilliseconds(250)));
        AddDiagnoser(MemoryDiagnoser.Default);
        WithArtifactsPath(Path.Combine(ContractFiles.Root, "artifacts", "benchmarks"));
    }
}
