using System.Globalization;
using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Inputs;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Machine;
using EventAuth.Benchmarks.Ingest.Reports;
using EventAuth.Benchmarks.Ingest.Setup;

namespace EventAuth.Benchmarks.Ingest;

/// <summary>The ingest endpoint under load, by the protocol of docs/performance.md.</summary>
internal static class IngestBenchmark
{
    /// <summary>Runs the requested parts. Returns 0, 1 if a part failed, 2 if the arguments are invalid.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (IngestOptions.Read(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(IngestOptions.Usage);
            return 2;
        }

        var cache = CacheFolder.FromEnvironment();
        var results = Directory.CreateDirectory(cache.File("results")).FullName;
        var now = TimeProvider.System.GetLocalNow();
        using var report = new Report(Path.Combine(results, now.ToString("yyyy-MM-dd-HHmmss", CultureInfo.InvariantCulture)));
        using var bench = new Workbench(cache, report, TimeProvider.System, options.Small ? 100 : 1) { Former = options.Former };
        report.Say($"./bench.sh {string.Join(' ', arguments)}".TrimEnd() + now.ToString(", yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        foreach (var (name, value) in await MachineDescription.ReadAsync())
        {
            report.Say($"{name,-22} {value}");
            report.Record(new { kind = "machine", name, value });
        }

        var sampler = new Sampler(report, options.Seconds, options.Repeats);
        IReadOnlyList<IngestPart> parts = options switch
        {
            { Quick: true } => [new IngestPart("quick", QuickAsync)],
            { Soak: { } minutes } => [new IngestPart("soak", (_, _, _) => new Soak.SoakRun(bench, minutes).RunAsync())],
            _ => options.Parts,
        };
        var failed = 0;
        foreach (var part in parts)
        {
            failed += await TryAsync(bench, part, sampler, options.Rounds) ? 0 : 1;
        }

        report.Say("");
        report.Say((failed == 0 ? "" : $"{failed} parts failed. ") + "Results: " + report.TextFile);
        return failed == 0 ? 0 : 1;
    }

    /// <summary>A part that fails is reported and does not stop the others.</summary>
    private static async Task<bool> TryAsync(Workbench bench, IngestPart part, Sampler sampler, int rounds)
    {
        try
        {
            await part.Run(bench, sampler, rounds);
            return true;
        }
        catch (Exception exception)
        {
            bench.Report.Say($"{part.Name} FAILED: {exception.Message}");
            await Console.Error.WriteLineAsync(exception.ToString());
            bench.Report.Record(new { kind = "failure", part = part.Name, exception = exception.ToString() });
            return false;
        }
    }

    /// <summary>The headline in three minutes: fewer and shorter samples.</summary>
    private static async Task QuickAsync(Workbench bench, Sampler sampler, int rounds)
    {
        var headline = new Headline(bench, sampler, rounds);
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
