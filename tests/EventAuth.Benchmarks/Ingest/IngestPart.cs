using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Setup;

namespace EventAuth.Benchmarks.Ingest;

/// <summary>A part of the benchmark that can be run alone.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Run">Runs it, with this many rounds, if it has rounds.</param>
internal sealed record IngestPart(string Name, Func<Workbench, Sampler, int, Task> Run);
