namespace EventAuth.Admin.Transport;

/// <summary>
/// The file descriptors of this process: each connection takes one, and so does each open file (getrlimit(2), RLIMIT_NOFILE).
/// </summary>
internal static class Descriptors
{
    private const string LimitsFile = "/proc/self/limits";
    private const string LimitName = "Max open files";

    /// <summary>
    /// How many it may have, which the runtime sets to the hard limit at start; null if the system does not say or sets no limit.
    /// </summary>
    public static int? ReadLimit()
    {
        if (!File.Exists(LimitsFile))
        {
            return null;
        }

        // "Max open files            1024                 4096                 files": the soft limit counts.
        var text = File.ReadLines(LimitsFile).First(line => line.StartsWith(LimitName, StringComparison.Ordinal));
        var soft = text[LimitName.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }

    /// <summary>How many it has.</summary>
    public static int CountOpen() => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();
}
