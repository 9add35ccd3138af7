using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Setup;

namespace EventAuth.Benchmarks.Ingest;

/// <summary>A part of the benchmark that can be run alone.</summary>
/// <param name="Name">As it is asked for.</param>
/// <param name="Run">Runs it, with as many rounds where rounds are run.</param>
internal sealed record IngestPart(string Name, Func<Workbench, Sampler, int, Task> Run);
