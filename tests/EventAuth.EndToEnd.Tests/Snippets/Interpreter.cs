using System.Diagnostics;

namespace EventAuth.EndToEnd.Tests.Snippets;

/// <summary>What runs the programs of a language: Debian's packages, and the .NET SDK that builds this project.</summary>
/// <param name="Probe">A command that fails if something is missing.</param>
/// <param name="Packages">Debian's packages that have it.</param>
internal sealed record Interpreter(string Probe, string Packages)
{
    private static readonly Dictionary<string, Interpreter> s_all = new()
    {
        ["C#"] = new("dotnet --version", "the .NET SDK"),
        ["Node.js"] = new("node --version", "nodejs"),
        ["Python"] = new("python3 -c 'import jwt, cryptography'", "python3, python3-jwt and python3-cryptography"),
        ["PHP"] = new("php -r 'exit(extension_loaded(\"openssl\") ? 0 : 1);'", "php-cli"),
        ["Java"] = new("javac -version", "default-jdk-headless"),
        ["Go"] = new("go version", "golang-go"),
    };

    // Other builds of Python and Node.js, in folders of their own, do not have Debian's packages.
    private static readonly string s_path = "/usr/bin:/bin:" + Environment.GetEnvironmentVariable("PATH");

    /// <summary>Why a language's programs cannot run here; null if they can.</summary>
    public static string? FindMissing(string language)
    {
        var interpreter = s_all[language];
        using var process = Process.Start(StartOf(interpreter.Probe, Path.GetTempPath()))!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"{language} is missing: install {interpreter.Packages}.";
    }

    /// <summary>Runs a line of the shell in a folder that is only for this, and returns what it prints.</summary>
    public static async Task<string> RunAsync(string line, string folder)
    {
        using var process = Process.Start(StartOf(line, folder))!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        // "dotnet run" leaves a server of the compiler behind, in the same group. Nothing is left to end after the other languages.
        using var end = Process.Start("bash", ["-c", $"kill -KILL -- -{process.Id} 2>/dev/null; true"]);
        await end.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{line}\n{output}\n{await errors}");
        return output;
    }

    private static ProcessStartInfo StartOf(string line, string folder)
    {
        // A group of its own, whose number is that of the process.
        var start = new ProcessStartInfo("setsid", ["sh", "-c", line])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = s_path;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["GOCACHE"] = Path.Combine(folder, "go-cache");

        // Whatever is written or started, a server of the compiler too, belongs to this folder alone.
        start.Environment["TMPDIR"] = folder;
        start.Environment["XDG_DATA_HOME"] = folder;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        return start;
    }
}
