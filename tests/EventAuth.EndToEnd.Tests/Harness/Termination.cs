using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>Asks programs to stop.</summary>
internal static class Termination
{
    private const int Terminate = 15;

    /// <summary>Asks a process to stop, as a service manager does (SIGTERM), and returns its exit code.</summary>
    public static async Task<int> AskAsync(Process process, ProgramOutput output)
    {
        Assert.Equal(0, Kill(process.Id, Terminate));
        await Until.TrueAsync(() => Task.FromResult(process.HasExited), () => "The program did not end. It wrote:\n" + output.Text);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
