using System.Globalization;

namespace EventAuth.Benchmarks.Ingest.Comparisons;

/// <summary>Comparisons as lines of text under one head.</summary>
internal static class ComparisonTable
{
    public static readonly string Head =
        $"{"",-34}{"conn",5}  {"ours ÷ it",18}  {"server",-22}{"req/s",9}{"p50 ms",9}{"p99 ms",9}{"CPU µs",8}{"RSS MiB",9}{"fsyncs/1,000",14}";

    /// <summary>Two lines: ours with the ratio, and the other.</summary>
    public static IEnumerable<string> Lines(Comparison comparison)
    {
        var noise = comparison.Noisy == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  (noisy: {comparison.Noisy} samples)");
        var ratio = comparison.Trouble is null ? comparison.Ratio.ToString() : "INVALID";
        yield return string.Create(CultureInfo.InvariantCulture, $"{comparison.Line,-34}{comparison.Connections,5}  {ratio,18}  {Figures(comparison.Ours)}{noise}");
        yield return string.Create(CultureInfo.InvariantCulture, $"{"",-34}{"",5}  {"",18}  {Figures(comparison.Other)}");
        if (comparison.Trouble is { } trouble)
        {
            yield return $"{"",-34}{trouble}";
        }
    }

    private static string Figures(Standing standing)
    {
        var syncs = standing.SyncsPerThousand is { } count ? count.ToString("F1", CultureInfo.InvariantCulture) : "not measured";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{standing.Contender,-22}{standing.RequestsPerSecond,9:F0}{standing.Median,9:F2}{standing.P99,9:F2}{standing.CpuMicroseconds,8:F1}{standing.ResidentMebibytes,9:F0}{syncs,14}");
    }
}
