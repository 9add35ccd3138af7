using System.Globalization;
using System.Text.RegularExpressions;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Machine;
using EventAuth.Benchmarks.Ingest.Setup;

namespace EventAuth.Benchmarks.Ingest.Floors;

/// <summary>What the pieces cost on this machine, the limit that follows from them, and how much of it is reached.</summary>
internal static partial class FloorLines
{
    private const int Connections = 256;

    public static async Task RunAsync(Workbench bench, Sampler sampler)
    {
        var report = bench.Report;
        var (_, speed, _) = await Tool.RunAsync("openssl", ["speed", "-seconds", "3", "rsa2048"]);
        var openssl = VerifyRate().Match(speed) is { Success: true } match ? match.Groups["rate"].Value + " /s" : "not measured";
        var check = TokenFloor.CheckSignature(bench);
        var find = TokenFloor.FindRemembered(bench);
        var sync = DiskFloor.Sync(bench);
        var row = DiskFloor.Row(bench);
        Say("openssl, RSA-2048 verify, one core", openssl);
        Say("our signature check, one core", Text($"{check:F1} µs, {1e6 / check:F0} /s"));
        Say("remembered token", Text($"{find:F2} µs"));
        Say("append of 256 bytes and fsync", Text($"median {sync.Median:F0} µs, {sync.Min:F0}–{sync.Max:F0}"));
        Say("row in a batch of 256, SQLite", Text($"{row:F2} µs, {1e6 / row:F0} rows/s"));

        double empty;
        await using (var server = await EmptyServer.StartAsync())
        {
            empty = await RateAsync(server, new Traffic(bench.Requests.WithTokens(1_000)));
        }

        var ceilings = new Ceilings(empty, check, find, row, Environment.ProcessorCount);
        await using var ours = await bench.StartOursAsync();
        var remembered = await RateAsync(ours, new Traffic(bench.Requests.WithTokens(1_000)));
        var flood = await RateAsync(ours, bench.NewBadTokens());
        Say("Kestrel alone, the same requests", Text($"{empty:F0} req/s"));
        Say("ceiling, remembered tokens", Text($"{ceilings.Remembered:F0} req/s; reached {remembered:F0}, {remembered / ceilings.Remembered:P0}"));
        Say("ceiling, bad signatures", Text($"{ceilings.Flood:F0} req/s; reached {flood:F0}, {flood / ceilings.Flood:P0}"));
        Say("ceiling, all tokens new", Text($"{ceilings.Distinct:F0} req/s"));
        report.Record(new { kind = "floors", openssl, check, find, sync, row, ceilings, remembered, flood });

        void Say(string name, string figure) => report.Say($"{name,-36} {figure}");

        async Task<double> RateAsync(Contender contender, Traffic traffic)
        {
            await Sampler.WarmUpAsync(contender, traffic, Connections, Comparisons.Side.UsualWarmUp);
            return (await sampler.TakeAsync("floors", contender, traffic, Connections)).Load.RequestsPerSecond;
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // openssl 1.1 and 3: "rsa 2048 bits 0.000540s 0.000016s 1851.3 62124.5"
    [GeneratedRegex(@"^rsa\s+2048 bits\s+\S+\s+\S+\s+\S+\s+(?<rate>[\d.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex VerifyRate();
}
