using System.Diagnostics;

namespace EventAuth.EndToEnd.Tests.Durability.Disks;

/// <summary>Runs a command of the system to its end.</summary>
internal static class SystemCommand
{
    /// <summary>Throws <see cref="InvalidOperationException"/> with what it wrote when it fails.</summary>
    public static void Run(string command, params IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command} {string.Join(' ', arguments)}: {error.Trim()}");
        }
    }
}
