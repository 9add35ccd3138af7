using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Load;

namespace EventAuth.Benchmarks.Ingest.Comparisons;

/// <summary>One side of a comparison.</summary>
/// <param name="Contender">The server.</param>
/// <param name="Traffic">What it is sent.</param>
/// <param name="WarmUp">Seconds of load before the first sample.</param>
internal sealed record Side(Contender Contender, Traffic Traffic, int WarmUp = Side.UsualWarmUp)
{
    public const int UsualWarmUp = 5;
}
