using System.Globalization;
using EventAuth.Benchmarks.Ingest.Load;

namespace EventAuth.Benchmarks.Ingest.Soak;

/// <summary>One minute of the soak.</summary>
/// <param name="Load">What the load generator reports.</param>
/// <param name="ResidentBytes">Memory of the program in RAM at its end.</param>
/// <param name="LogBytes">Size of the write-ahead log at its end.</param>
internal sealed record SoakMinute(LoadResult Load, long ResidentBytes, long LogBytes)
{
    public const string Head = "minute     req/s   p50 ms   p99 ms  longest ms  RSS MiB  log MiB  refused";

    public string Text(int minute) => string.Create(
        CultureInfo.InvariantCulture,
        $"{minute,6}{Load.RequestsPerSecond,10:F0}{Load.Median,9:F2}{Load.P99,9:F2}{Load.Longest,12:F0}{ResidentBytes >> 20,9}{LogBytes >> 20,9}{Load.Failed + Load.Broken,9}");
}
