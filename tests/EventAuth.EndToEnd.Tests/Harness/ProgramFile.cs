using System.Diagnostics;
using System.Reflection;

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>The program under test: the one the build made, or a published one that EVENTAUTH_PROGRAM names.</summary>
internal static class ProgramFile
{
    private static readonly string s_path = Path.GetFullPath(
        Environment.GetEnvironmentVariable("EVENTAUTH_PROGRAM") is { Length: > 0 } named
            ? named
            : typeof(ProgramFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "AdminProgram").Value!);

    /// <summary>Starts it with these settings and nothing else from outside.</summary>
    public static Process Start(IReadOnlyDictionary<string, string> settings, string folder, out ProgramOutput output, params IReadOnlyList<string> arguments) =>
        Start(s_path, settings, folder, out output, arguments);

    /// <summary>The same with another build of the program: its executable file, or its assembly.</summary>
    public static Process Start(
        string path, IReadOnlyDictionary<string, string> settings, string folder, out ProgramOutput output, params IReadOnlyList<string> arguments)
    {
        var managed = path.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(managed ? "dotnet" : path)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        if (managed)
        {
            start.ArgumentList.Add(path);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

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
