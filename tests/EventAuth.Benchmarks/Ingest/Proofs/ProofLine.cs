using System.Globalization;
using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Inputs;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Setup;

namespace EventAuth.Benchmarks.Ingest.Proofs;

/// <summary>
/// What proof of possession costs: the same program with it and without, in turn. Proofs are made before each sample, as many as it can send,
/// since each works once and for five minutes.
/// </summary>
internal sealed class ProofLine(Workbench bench, Sampler sampler)
{
    public const string Head = "                                        on ÷ off          req/s     p50 ms     p99 ms     CPU µs    RSS MiB";

    private const int Turns = 3;
    private const int Connections = 64;

    // More than any machine of this size answers in a second.
    private const int SingleProofs = 25_000;
    private const int BatchProofs = 5_000;

    public static async Task RunAsync(Workbench bench, Sampler sampler)
    {
        await using var with = await bench.StartProvingAsync();
        await using var without = await bench.StartOursAsync();
        using var requests = new ProvenRequests(bench);

        // What is noisy is not repeated: its proofs are used up.
        var line = new ProofLine(bench, new Sampler(bench.Report, sampler.Seconds, mostRepeats: 0));
        await line.CompareAsync("one event", with, without, requests.Singles, SingleProofs, bench.TrafficOf("ours"));
        await line.CompareAsync("batches of 100", with, without, requests.Batches, BatchProofs, new Traffic(bench.Requests.Batches()));
    }

    private async Task CompareAsync(
        string line, OurProgram with, OurProgram without, Func<int, RequestFile> make, int proofsPerSecond, Traffic bearers)
    {
        var (on, off) = (new List<Sample>(), new List<Sample>());
        for (var turn = 0; turn <= Turns; turn++)
        {
            var file = make(proofsPerSecond * sampler.Seconds);
            var sample = await sampler.TakeAsync(line + ", on", with, new Traffic(file, sequential: true), Connections);
            File.Delete(file.Path);
            var other = await sampler.TakeAsync(line + ", off", without, bearers, Connections);
            if (turn > 0)
            {
                // The first turn is the warm-up.
                on.Add(sample);
                off.Add(other);
            }
        }

        var ratio = Spread.Of(on.Zip(off, (one, other) => one.Load.RequestsPerSecond / other.Load.RequestsPerSecond));
        var standings = (On: Standing.Of("on", on, null), Off: Standing.Of("off", off, null));
        bench.Report.Record(new { kind = "proof", line, on = standings.On, off = standings.Off, ratio });
        var trouble = standings.On.Trouble ?? standings.Off.Trouble;
        bench.Report.Say(Text(line, trouble is null ? ratio.ToString() : "INVALID", standings.On));
        bench.Report.Say(Text("", "", standings.Off));
        if (trouble is not null)
        {
            bench.Report.Say("    " + trouble);
        }
    }

    private static string Text(string line, string ratio, Standing standing) => string.Create(
        CultureInfo.InvariantCulture,
        $"{line,-32}{ratio,18}{standing.RequestsPerSecond,15:F0}{standing.Median,11:F2}{standing.P99,11:F2}{standing.CpuMicroseconds,11:F1}{standing.ResidentMebibytes,11:F0}");
}
