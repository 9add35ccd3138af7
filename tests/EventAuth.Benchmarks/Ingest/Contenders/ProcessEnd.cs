using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EventAuth.Benchmarks.Ingest.Contenders;

/// <summary>Ends processes that the benchmark started.</summary>
internal static class ProcessEnd
{
    private const int Terminate = 15;

    /// <summary>Asks a process to end (SIGTERM), and waits until it has.</summary>
    public static async Task AskAsync(Process process)
    {
        _ = Kill(process.Id, Terminate);
        await process.WaitForExitAsync();
    }

    /// <summary>Ends a process and everything it started, at once.</summary>
    public static async Task ForceAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
