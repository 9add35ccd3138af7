using System.Globalization;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Machine;
using EventAuth.Benchmarks.Ingest.Reports;

namespace EventAuth.Benchmarks.Ingest.Load;

/// <summary>Takes samples on a quiet machine: one that other processes disturb is dropped and repeated, a few times at most.</summary>
internal sealed class Sampler(Report report, int seconds, int mostRepeats)
{
    private const double IdleCores = 0.05;
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>How long a sample lasts, in seconds.</summary>
    public int Seconds => seconds;

    /// <summary>Load that is not measured.</summary>
    public static Task WarmUpAsync(Contender contender, Traffic traffic, int connections, int seconds) =>
        Wrk.RunAsync(contender.Addresses, traffic, connections, seconds);

    /// <summary>One sample; the quietest of those tried if the machine stays noisy.</summary>
    public async Task<Sample> TakeAsync(string line, Contender contender, Traffic traffic, int connections)
    {
        Sample? best = null;
        for (var attempt = 0; attempt <= mostRepeats && best is not { Noisy: false }; attempt++)
        {
            var sample = await TakeOnceAsync(contender, traffic, connections);
            report.Record(new { kind = "sample", line, contender = contender.Name, connections, attempt, sample });
            best = best is null || sample.OtherCores < best.OtherCores ? sample : best;
        }

        if (best!.Noisy)
        {
            report.Say(string.Create(CultureInfo.InvariantCulture, $"  noisy: other processes used {best.OtherCores:F2} cores during a sample of {contender.Name}, also when repeated"));
        }

        if (best.Trouble is not null)
        {
            report.Say($"  INVALID sample of {contender.Name}: {best.Trouble}");
        }

        return best;
    }

    /// <summary>Syncs to disk for 1,000 requests, in a separate short run; null if they cannot be counted.</summary>
    public async Task<double?> CountSyncsAsync(Contender contender, Traffic traffic, int connections)
    {
        await WaitUntilIdleAsync();
        var (load, syncs) = await Wrk.RunCountedAsync(
            contender.Addresses, traffic, connections, 2, ProcessTable.Take().Tree(contender.Processes));
        return syncs is { } count && load.Requests > 0 ? 1_000.0 * count / load.Requests : null;
    }

    private async Task<Sample> TakeOnceAsync(Contender contender, Traffic traffic, int connections)
    {
        await WaitUntilIdleAsync();
        var before = ProcessTable.Take();
        var load = await Wrk.RunAsync(contender.Addresses, traffic, connections, seconds);
        var after = ProcessTable.Take();
        var elapsed = TimeProvider.System.GetElapsedTime(before.TakenAt, after.TakenAt).TotalSeconds;
        var cpu = after.SecondsOf(contender.Processes) - before.SecondsOf(contender.Processes);
        return new Sample(
            load,
            load.Requests == 0 ? 0 : cpu * 1e6 / load.Requests,
            after.ResidentBytesOf(contender.Processes),
            Math.Max(0, after.SecondsOfOthers(contender.Processes) - before.SecondsOfOthers(contender.Processes)) / elapsed,
            FindTrouble(load, traffic));
    }

    private static string? FindTrouble(LoadResult load, Traffic traffic) =>
        load.Requests == 0 ? "no request was answered"
        : load.Broken > 0 ? $"{load.Broken} connections broke or timed out"
        : !traffic.Refused && load.Failed > 0 ? $"{load.Failed} of {load.Requests} requests were not accepted"
        : traffic.Refused && load.Failed != load.Requests ? $"{load.Requests - load.Failed} of {load.Requests} requests were not refused"
        : null;

    /// <summary>Waits until servers without load are idle: their remaining work is not part of the next sample.</summary>
    private static async Task WaitUntilIdleAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        double busy;
        do
        {
            var before = ProcessTable.Take();
            await Task.Delay(s_moment);
            var after = ProcessTable.Take();
            busy = (Ours(after) - Ours(before)) / TimeProvider.System.GetElapsedTime(before.TakenAt, after.TakenAt).TotalSeconds;
        }
        while (busy > IdleCores && TimeProvider.System.GetElapsedTime(began) < s_patience);
    }

    // Everything that this process started, without itself: it is busy checking.
    private static double Ours(ProcessTable table) => table.SecondsOf([Environment.ProcessId]) - table.SecondsOfOne(Environment.ProcessId);
}
