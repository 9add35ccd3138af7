using System.Globalization;
using EventAuth.Benchmarks.Ingest.Machine;

namespace EventAuth.Benchmarks.Ingest.Load;

/// <summary>The load generator: wrk with one thread, and a script that takes complete requests from a file.</summary>
internal static class Wrk
{
    private static readonly string s_script = Path.Combine(AppContext.BaseDirectory, "Ingest", "Load", "requests.lua");

    /// <summary>Sends for some seconds.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="traffic">What.</param>
    /// <param name="connections">Over how many connections at once.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="pause">Milliseconds between an answer and the connection's next request.</param>
    public static async Task<LoadResult> RunAsync(Uri address, Traffic traffic, int connections, int seconds, double pause = 0)
    {
        var (exitCode, output, errors) = await Tool.RunAsync("wrk", Arguments(address, traffic, connections, seconds, pause));
        return exitCode == 0 ? Read(output, traffic, connections) : throw new InvalidOperationException("wrk failed:\n" + output + errors);
    }

    /// <summary>The same, while counting how often these processes sync a file to disk; null if that cannot be counted.</summary>
    public static async Task<(LoadResult Result, long? Syncs)> RunCountedAsync(Uri address, Traffic traffic, int connections, int seconds, IEnumerable<int> processes)
    {
        var (syncs, output) = await SyncCounter.CountAsync(processes, "wrk", Arguments(address, traffic, connections, seconds, 0));
        return output.Contains("RESULT", StringComparison.Ordinal)
            ? (Read(output, traffic, connections), syncs)
            : (await RunAsync(address, traffic, connections, seconds), null);
    }

    private static LoadResult Read(string output, Traffic traffic, int connections)
    {
        var result = LoadResult.Parse(output);
        traffic.Advance(result.Requests + connections + 1);
        return result;
    }

    private static string[] Arguments(Uri address, Traffic traffic, int connections, int seconds, double pause) =>
    [
        "-t1",
        Text($"-c{connections}"),
        Text($"-d{seconds}s"),
        "--timeout",
        "10s",
        "-s",
        s_script,
        address.ToString(),
        "--",
        traffic.Requests.Path,
        Text($"{traffic.Requests.SlotLength}"),
        Text($"{traffic.Requests.Slots}"),
        traffic.Sequential ? "sequential" : "random",
        Text($"{traffic.Start}"),
        Text($"{pause:F3}"),
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
