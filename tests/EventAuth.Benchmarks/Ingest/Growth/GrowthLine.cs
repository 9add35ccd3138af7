using System.Globalization;
using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Reports;

namespace EventAuth.Benchmarks.Ingest.Growth;

/// <summary>The same program small and large, measured in turn: small, large, small, large, small, large.</summary>
internal sealed class GrowthLine(Sampler sampler, Report report)
{
    public const string Head = "                                     large ÷ small          req/s     p50 ms     p99 ms     CPU µs    RSS MiB";

    private const int Turns = 3;
    private const int Connections = 64;

    /// <summary>Both are warmed up already if necessary.</summary>
    public async Task RunAsync(string line, Side small, Side large)
    {
        await Sampler.WarmUpAsync(small.Contender, small.Traffic, Connections, small.WarmUp);
        await Sampler.WarmUpAsync(large.Contender, large.Traffic, Connections, large.WarmUp);
        var ofSmall = new List<Sample>();
        var ofLarge = new List<Sample>();
        for (var turn = 0; turn < Turns; turn++)
        {
            ofSmall.Add(await sampler.TakeAsync(line + ", small", small.Contender, small.Traffic, Connections));
            ofLarge.Add(await sampler.TakeAsync(line + ", large", large.Contender, large.Traffic, Connections));
        }

        var ratio = Spread.Of(ofLarge.Zip(ofSmall, (one, other) => one.Load.RequestsPerSecond / other.Load.RequestsPerSecond));
        var standings = (Small: Standing.Of("small", ofSmall, null), Large: Standing.Of("large", ofLarge, null));
        var noisy = ofSmall.Concat(ofLarge).Count(sample => sample.Noisy);
        report.Record(new { kind = "growth", line, small = standings.Small, large = standings.Large, ratio, noisy });
        var trouble = standings.Large.Trouble ?? standings.Small.Trouble;
        report.Say(Text(line, trouble is null ? ratio.ToString() : "INVALID", standings.Large, noisy));
        report.Say(Text("", "", standings.Small, 0));
        if (trouble is not null)
        {
            report.Say("    " + trouble);
        }
    }

    private static string Text(string line, string ratio, Standing standing, int noisy) => string.Create(
        CultureInfo.InvariantCulture,
        $"{line,-32}{ratio,18}{standing.RequestsPerSecond,15:F0}{standing.Median,11:F2}{standing.P99,11:F2}{standing.CpuMicroseconds,11:F1}{standing.ResidentMebibytes,11:F0}")
        + (noisy == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  (noisy: {noisy} samples)"));
}
