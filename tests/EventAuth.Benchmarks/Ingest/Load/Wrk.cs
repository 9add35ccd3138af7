using System.Globalization;
using EventAuth.Benchmarks.Ingest.Machine;

namespace EventAuth.Benchmarks.Ingest.Load;

/// <summary>The load generator: wrk with one thread for each address, and a script that takes complete requests from a file.</summary>
internal static class Wrk
{
    private static readonly string s_script = Path.Combine(AppContext.BaseDirectory, "Ingest", "Load", "requests.lua");

    /// <summary>Sends for some seconds.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="traffic">What.</param>
    /// <param name="connections">Over how many connections at once.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="pause">Milliseconds between an answer and the connection's next request.</param>
    public static Task<LoadResult> RunAsync(Uri address, Traffic traffic, int connections, int seconds, double pause = 0) =>
        RunAsync([address], traffic, connections, seconds, pause);

    /// <summary>The same to several addresses, with an equal share of the connections to each.</summary>
    public static async Task<LoadResult> RunAsync(IReadOnlyList<Uri> addresses, Traffic traffic, int connections, int seconds, double pause = 0)
    {
        var (exitCode, output, errors) = await Tool.RunAsync(
            "wrk", Arguments(addresses, traffic, connections, seconds, pause), Environment(addresses));
        return exitCode == 0 ? Read(output, traffic, connections) : throw new InvalidOperationException("wrk failed:\n" + output + errors);
    }

    /// <summary>The same, while counting how often these processes sync a file to disk; null if that cannot be counted.</summary>
    public static async Task<(LoadResult Result, long? Syncs)> RunCountedAsync(
        IReadOnlyList<Uri> addresses, Traffic traffic, int connections, int seconds, IEnumerable<int> processes)
    {
        var (syncs, output) = await SyncCounter.CountAsync(
            processes, "wrk", Arguments(addresses, traffic, connections, seconds, 0), Environment(addresses));
        return output.Contains("RESULT", StringComparison.Ordinal)
            ? (Read(output, traffic, connections), syncs)
            : (await RunAsync(addresses, traffic, connections, seconds), null);
    }

    private static LoadResult Read(string output, Traffic traffic, int connections)
    {
        var result = LoadResult.Parse(output);
        traffic.Advance(result.Requests + connections + 1);
        return result;
    }

    // The script gives each thread its address.
    private static Dictionary<string, string> Environment(IReadOnlyList<Uri> addresses) =>
        new() { ["ADDRESSES"] = string.Join(' ', addresses.Select(address => address.Authority)) };

    private static string[] Arguments(IReadOnlyList<Uri> addresses, Traffic traffic, int connections, int seconds, double pause) =>
    [
        Text($"-t{addresses.Count}"),
        Text($"-c{connections}"),
        Text($"-d{seconds}s"),
        "--timeout",
        "10s",
        "-s",
        s_script,
        addresses[0].ToString(),
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
