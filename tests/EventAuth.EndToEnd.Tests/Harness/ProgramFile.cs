using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>The program under test: the one the build made, or a published one that EVENTAUTH_PROGRAM names.</summary>
internal static class ProgramFile
{
    private static readonly string? s_named = Environment.GetEnvironmentVariable("EVENTAUTH_PROGRAM") is { Length: > 0 } named ? named : null;

    private static readonly string s_path = Path.GetFullPath(
        s_named ?? typeof(ProgramFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "AdminProgram").Value!);

    /// <summary>Whether it is a published one.</summary>
    public static bool IsNamed => s_named is not null;

    /// <summary>Starts it with only these settings from outside.</summary>
    public static Process Start(IReadOnlyDictionary<string, string> settings, string folder, out ProgramOutput output, ProgramStart? how = null)
    {
        how ??= new ProgramStart();
        var path = how.Path ?? s_path;
        string[] command = path.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", path] : [path];
        if (how.OpenFiles is { } limit)
        {
            // The shell sets the limit for itself and becomes the program.
            command = ["bash", "-c", string.Create(CultureInfo.InvariantCulture, $"ulimit -n {limit} && exec \"$@\""), "bash", .. command];
        }

        var start = new ProcessStartInfo(command[0], [.. command[1..], .. how.Arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = new Process { StartInfo = start };
        output = new ProgramOutput(process);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
