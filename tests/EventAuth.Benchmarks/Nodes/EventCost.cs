using System.Globalization;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Inputs;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Machine;
using EventAuth.Benchmarks.Ingest.Setup;

namespace EventAuth.Benchmarks.Nodes;

/// <summary>What an event costs on either database: time of the processor in the program and in the server, and bytes written and kept.</summary>
internal static class EventCost
{
    public const string Head =
        "cost of an event                            events/s  program µs  server µs  written B  kept B";

    public static async Task RunAsync(Workbench bench, Sampler sampler)
    {
        var (single, batches) = (bench.TrafficOf("ours"), new Traffic(bench.Requests.Batches()));
        await using (var sqlite = await bench.StartOursAsync())
        {
            await MeasureAsync(bench, sampler, sqlite, () => Task.FromResult(FileBytes(sqlite)), single, 256, 1);
            await MeasureAsync(bench, sampler, sqlite, () => Task.FromResult(FileBytes(sqlite)), batches, 64, RequestFiles.EventsOfBatch);
        }

        foreach (var count in (int[])[1, 3])
        {
            await using var nodes = await bench.StartNodesAsync(count);
            await MeasureAsync(bench, sampler, nodes, nodes.CountBytesAsync, single, 258, 1);
            await MeasureAsync(bench, sampler, nodes, nodes.CountBytesAsync, batches, 66, RequestFiles.EventsOfBatch);
        }
    }

    private static async Task MeasureAsync(
        Workbench bench, Sampler sampler, Contender contender, Func<Task<long>> bytes, Traffic traffic, int connections, int eventsOfARequest)
    {
        await Sampler.WarmUpAsync(contender, traffic, connections, 5);
        var (before, keptBefore) = (ProcessTable.Take(), await bytes());
        var writtenBefore = Written(before.Tree(contender.Processes));
        var load = await Wrk.RunAsync(contender.Addresses, traffic, connections, 2 * sampler.Seconds);
        var (after, keptAfter) = (ProcessTable.Take(), await bytes());
        var writtenAfter = Written(after.Tree(contender.Processes));
        var events = (double)load.Requests * eventsOfARequest;
        var server = contender is PostgresNodes nodes ? after.SecondsOf([nodes.ServerId]) - before.SecondsOf([nodes.ServerId]) : 0;
        var all = after.SecondsOf(contender.Processes) - before.SecondsOf(contender.Processes);
        var line = contender is PostgresNodes ? contender.Name : "SQLite";
        bench.Report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{line + (eventsOfARequest == 1 ? ", one event" : ", batches of 100"),-40} {load.RequestsPerSecond * eventsOfARequest,11:N0} {(all - server) * 1e6 / events,11:F1} {server * 1e6 / events,10:F1} {(writtenAfter - writtenBefore) / events,10:N0} {(keptAfter - keptBefore) / events,7:N0}"));
        if (load.Failed + load.Broken > 0)
        {
            bench.Report.Say($"  INVALID: {load.Failed} requests were not accepted, {load.Broken} connections broke");
        }
    }

    private static long FileBytes(OurProgram program) =>
        new DirectoryInfo(Path.Combine(program.Folder, "data")).EnumerateFiles("eventauth.db*").Sum(file => file.Length);

    // proc(5): what processes had written to disk, of those that still run.
    private static long Written(IEnumerable<int> processes) => processes.Sum(process =>
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/io").First(line => line.StartsWith("write_bytes:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has ended in between.
            return 0;
        }
    });
}
