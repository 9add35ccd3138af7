using System.Globalization;
using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Inputs;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Machine;
using EventAuth.Benchmarks.Ingest.Reports;

namespace EventAuth.Benchmarks.Ingest;

/// <summary>The ingest endpoint under load, by the protocol of docs/performance.md.</summary>
internal static class IngestBenchmark
{
    /// <summary>How long a sample lasts, in seconds.</summary>
    private const int SampleSeconds = 5;

    private const int Rounds = 5;

    /// <summary>Runs what is asked for; everything without arguments.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var cache = CacheFolder.FromEnvironment();
        var results = Directory.CreateDirectory(cache.File("results")).FullName;
        var now = TimeProvider.System.GetLocalNow();
        using var report = new Report(Path.Combine(results, now.ToString("yyyy-MM-dd-HHmmss", CultureInfo.InvariantCulture)));
        using var bench = new Workbench(cache, report, TimeProvider.System);
        report.Say($"./bench.sh {string.Join(' ', arguments)}".TrimEnd() + now.ToString(", yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        foreach (var (name, value) in await MachineDescription.ReadAsync())
        {
            report.Say($"{name,-22} {value}");
            report.Record(new { kind = "machine", name, value });
        }

        if (arguments is ["--quick"])
        {
            await QuickAsync(bench);
        }
        else if (arguments is [])
        {
            foreach (var part in IngestParts.All)
            {
                await part.Run(bench, new Sampler(report, SampleSeconds), Rounds);
            }
        }
        else
        {
            foreach (var part in IngestParts.All.Where(part => arguments.Contains(part.Name)))
            {
                await part.Run(bench, new Sampler(report, SampleSeconds), Rounds);
            }
        }

        report.Say("Results: " + report.TextFile);
        return 0;
    }

    /// <summary>The headline in three minutes: fewer and shorter samples.</summary>
    private static async Task QuickAsync(Workbench bench)
    {
        var headline = new Headline(bench, new Sampler(bench.Report, 3), 2);
        foreach (var name in new[] { PeerNames.HaProxy, PeerNames.Stock })
        {
            await bench.PrepareAsync(name);
        }

        bench.Report.Say(ComparisonTable.Head);
        await headline.AgainstAsync(PeerNames.HaProxy, 64, 256);
        await headline.AgainstAsync(PeerNames.Stock, 64);
        await headline.AloneAsync();
    }
}
