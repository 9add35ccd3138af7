using System.Diagnostics;

namespace EventAuth.Benchmarks.Ingest.Machine;

/// <summary>Runs a program of the machine to its end.</summary>
internal static class Tool
{
    /// <summary>What it wrote, on standard output and on standard error, and its exit code.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string file,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>The first line it writes, or "unknown" if it cannot be run.</summary>
    public static async Task<string> FirstLineAsync(string file, params string[] arguments)
    {
        try
        {
            var (_, output, errors) = await RunAsync(file, arguments);
            return (output + errors).Split('\n', 2)[0].Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }
}
