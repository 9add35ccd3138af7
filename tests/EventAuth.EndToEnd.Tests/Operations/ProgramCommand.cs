using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Operations;

/// <summary>A command of the program over a storage folder, and a database of PostgreSQL.</summary>
internal static class ProgramCommand
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="storage">The folder that <c>Storage:Path</c> names.</param>
    /// <param name="connection">How to connect to PostgreSQL; null for the embedded database.</param>
    /// <param name="words">The words of the command line.</param>
    public static async Task<(int ExitCode, string Output)> RunAsync(string storage, string? connection, params string[] words)
    {
        using var process = Start(storage, connection, out var output, words);
        await process.WaitForExitAsync();
        return (process.ExitCode, output.Text);
    }

    /// <summary>Starts it.</summary>
    public static System.Diagnostics.Process Start(string storage, string? connection, out ProgramOutput output, params string[] words)
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

        return ProgramFile.Start(settings, Path.GetTempPath(), out output, new ProgramStart { Arguments = words });
    }
}
