using System.Runtime.InteropServices;
using EventAuth.Testing;

namespace EventAuth.Benchmarks.Ingest.Machine;

/// <summary>The machine on which the figures were measured.</summary>
internal static class MachineDescription
{
    /// <summary>Lines of name and value.</summary>
    public static async Task<IReadOnlyList<(string Name, string Value)>> ReadAsync()
    {
        var commit = await Tool.FirstLineAsync("git", "-C", ContractFiles.Root, "describe", "--always", "--dirty");
        var model = (await File.ReadAllLinesAsync("/proc/cpuinfo")).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        return
        [
            ("commit", commit),
            ("CPU", $"{model ?? "unknown"}, {Environment.ProcessorCount} cores"),
            ("memory", $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20:N0} MiB"),
            ("kernel", RuntimeInformation.OSDescription),
            ("runtime", RuntimeInformation.FrameworkDescription),
            ("load", await Tool.FirstLineAsync("wrk", "-v")),
        ];
    }
}
