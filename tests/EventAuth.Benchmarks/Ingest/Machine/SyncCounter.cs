using System.Globalization;

namespace EventAuth.Benchmarks.Ingest.Machine;

/// <summary>Counts calls that sync a file to disk, by the kernel's own trace points.</summary>
internal static class SyncCounter
{
    private const string Events = "syscalls:sys_enter_fsync,syscalls:sys_enter_fdatasync";

    /// <summary>How often these processes synced a file while a command ran; null if the kernel or its permissions do not allow counting.</summary>
    public static async Task<(long? Syncs, string Output)> CountAsync(
        IEnumerable<int> processes, string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var (exitCode, output, errors) = await Tool.RunAsync(
            "perf", ["stat", "-x", ",", "-e", Events, "-p", string.Join(',', processes), "--", file, .. arguments], environment);
        var counts = errors.Split('\n').Where(line => line.Contains("syscalls:sys_enter_", StringComparison.Ordinal)).Select(line => line.Split(',')[0]).ToList();
        return exitCode == 0 && counts.Count == 2 && counts.TrueForAll(count => long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? (counts.Sum(count => long.Parse(count, CultureInfo.InvariantCulture)), output)
            : (null, output);
    }
}
