using System.Globalization;
using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Machine;
using EventAuth.Benchmarks.Ingest.Setup;

namespace EventAuth.Benchmarks.Ingest.Soak;

/// <summary>Half of full load for a long time: does anything grow, does anything slow down?</summary>
internal sealed class SoakRun(Workbench bench, int minutes)
{
    private const int Connections = 64;
    private const int MinuteSeconds = 60;
    private const int Ends = 5;

    /// <summary>Prints each minute, and at the end the first five next to the last five.</summary>
    public async Task RunAsync()
    {
        await using var ours = await bench.StartOursAsync();
        var traffic = bench.TrafficOf("ours");
        await Sampler.WarmUpAsync(ours, traffic, Connections, Side.UsualWarmUp);
        var full = await Wrk.RunAsync(ours.Address, traffic, Connections, 5);
        var pause = await FindPauseAsync(ours.Address, traffic, full.RequestsPerSecond / 2);
        bench.Report.Say(string.Create(
            CultureInfo.InvariantCulture, $"full load {full.RequestsPerSecond:F0} req/s; half of it: a pause of {pause:F2} ms between a connection's requests, {Connections} connections"));
        bench.Report.Say(SoakMinute.Head);
        var passed = new List<SoakMinute>();
        for (var minute = 1; minute <= minutes; minute++)
        {
            var load = await Wrk.RunAsync(ours.Address, traffic, Connections, MinuteSeconds, pause);
            var now = new SoakMinute(load, ProcessTable.Take().ResidentBytesOf(ours.Processes), ours.LogBytes);
            passed.Add(now);
            bench.Report.Say(now.Text(minute));
            bench.Report.Record(new { kind = "soak", minute, now });
        }

        Compare("first", passed.Take(Ends));
        Compare("last", passed.TakeLast(Ends));
        var stored = await ours.CountStoredAsync();
        bench.Report.Say(string.Create(CultureInfo.InvariantCulture, $"events stored: {stored:N0}, answered: {passed.Sum(one => one.Load.Requests):N0} and warm-up"));
        if (passed.Sum(one => one.Load.Failed + one.Load.Broken) is > 0 and var refused)
        {
            throw new InvalidOperationException($"{refused} requests were not accepted.");
        }
    }

    // The pause that halves the rate is computed from the pace of a connection, and then corrected once from the result.
    private static async Task<double> FindPauseAsync(Uri address, Traffic traffic, double wanted)
    {
        var turn = Connections / wanted * 1_000;
        var pause = turn / 2;
        for (var step = 0; step < 3; step++)
        {
            var reached = await Wrk.RunAsync(address, traffic, Connections, 2, pause);
            pause = Math.Max(0.01, pause + turn - (Connections / reached.RequestsPerSecond * 1_000));
        }

        return pause;
    }

    private void Compare(string which, IEnumerable<SoakMinute> some)
    {
        double Median(Func<SoakMinute, double> figure) => Spread.Of(some.Select(figure)).Median;
        bench.Report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{which,5} {Ends} minutes, medians: {Median(one => one.Load.RequestsPerSecond):F0} req/s, p50 {Median(one => one.Load.Median):F2} ms, p99 {Median(one => one.Load.P99):F2} ms, RSS {Median(one => one.ResidentBytes / 1_048_576.0):F0} MiB, log {Median(one => one.LogBytes / 1_048_576.0):F0} MiB"));
    }
}
