using System.Globalization;

namespace EventAuth.Admin.Hosting.Transport;

/// <summary>The file descriptors of this process: each connection takes one, and so does each open file (getrlimit(2), RLIMIT_NOFILE).</summary>
internal static class Descriptors
{
    private const string LimitsFile = "/proc/self/limits";
    private const string LimitName = "Max open files";

    /// <summary>How many it may have, which the runtime sets to the hard limit at start; null where the system does not say or sets no limit.</summary>
    public static int? ReadLimit() =>
        File.Exists(LimitsFile)
        && File.ReadLines(LimitsFile).FirstOrDefault(line => line.StartsWith(LimitName, StringComparison.Ordinal)) is { } line
        && int.TryParse(line[LimitName.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : null;

    /// <summary>How many it has.</summary>
    public static int CountOpen() => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();
}
