using System.Globalization;

namespace EventAuth.EndToEnd.Tests.Overload;

/// <summary>What the system knows about a process (proc(5)).</summary>
public static class ProcessFacts
{
    /// <summary>How many file descriptors it has open.</summary>
    public static int CountDescriptors(int process) => Directory.EnumerateFileSystemEntries($"/proc/{process}/fd").Count();

    /// <summary>The most memory it had in RAM so far, in bytes.</summary>
    public static long ReadPeakMemory(int process) =>
        long.Parse(File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))[6..^2].Trim(), CultureInfo.InvariantCulture) * 1024;
}
