using System.Diagnostics;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Data.Sqlite;

namespace EventAuth.EndToEnd.Tests.Operations;

/// <summary>A command of the program over a storage folder, and a database of PostgreSQL.</summary>
internal static class ProgramCommand
{
    /// <summary>Runs it to its end, in the process of the tests.</summary>
    /// <param name="storage">The folder that <c>Storage:Path</c> names.</param>
    /// <param name="connection">How to connect to PostgreSQL; null for the embedded database.</param>
    /// <param name="words">The words of the command line.</param>
    public static Task<(int ExitCode, string Output)> RunAsync(string storage, string? connection, params string[] words) =>
        RunAsync(SettingsFor(storage, connection), words);

    /// <summary>Runs it to its end with these settings, in the process of the tests.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] words)
    {
        if (ProgramFile.IsNamed)
        {
            return await RunAloneAsync(settings, words);
        }

        var output = new ProgramOutput();
        var exitCode = await Admin.Program.RunAsync(
            [.. words, .. settings.Select(setting => $"--{setting.Key}={setting.Value}")], output.Standard, output.Error);
        // As with a process that ends: what it had open may be replaced now.
        SqliteConnection.ClearAllPools();
        return (exitCode, output.Text);
    }

    /// <summary>Runs it to its end, in a process of its own.</summary>
    public static Task<(int ExitCode, string Output)> RunAloneAsync(string storage, string? connection, params string[] words) =>
        RunAloneAsync(SettingsFor(storage, connection), words);

    /// <summary>Starts it in a process of its own.</summary>
    public static Process Start(string storage, string? connection, out ProgramOutput output, params string[] words) =>
        Start(SettingsFor(storage, connection), out output, words);

    private static async Task<(int ExitCode, string Output)> RunAloneAsync(IReadOnlyDictionary<string, string> settings, string[] words)
    {
        using var process = Start(settings, out var output, words);
        await process.WaitForExitAsync();
        return (process.ExitCode, output.Text);
    }

    private static Process Start(IReadOnlyDictionary<string, string> settings, out ProgramOutput output, string[] words) =>
        ProgramFile.Start(settings, Path.GetTempPath(), out output, new ProgramStart { Arguments = words });

    private static Dictionary<string, string> SettingsFor(string storage, string? connection)
    {
        var settings = new Dictionary<string, string>
        {
            ["Storage:Path"] = storage,
            ["Storage:Provider"] = connection is null ? "Sqlite" : "PostgreSql",
        };
        if (connection is not null)
        {
            settings["Storage:ConnectionString"] = connection;
        }

        return settings;
    }
}
