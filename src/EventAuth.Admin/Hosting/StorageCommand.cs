using EventAuth.Admin.Settings;
using EventAuth.Storage.Database;

namespace EventAuth.Admin.Hosting;

/// <summary>What commands over the storage have in common: their exit codes, and how they say why nothing was done.</summary>
internal static class StorageCommand
{
    public const int Done = 0;

    /// <summary>It was done, and what it found is not right.</summary>
    public const int NotRight = 1;

    public const int NotDone = 2;

    /// <summary>Runs a command with the settings that follow its words.</summary>
    /// <param name="settings">Such as <c>--Storage:Path=FOLDER</c>.</param>
    /// <param name="work">Returns the exit code.</param>
    public static async Task<int> RunAsync(
        IEnumerable<string> settings, TextWriter error, Func<AdminSettings, Task<int>> work)
    {
        var path = "";
        try
        {
            var read = SettingsReader.Read(StartUp.CreateBuilder([.. settings]).Configuration);
            path = read.Storage.Path;
            return await work(read);
        }
        catch (StartRefusedException refusal)
        {
            await error.WriteLineAsync(refusal.Message);
        }
        catch (StorageRefusedException refusal)
        {
            await error.WriteLineAsync($"Storage:Path names {path}. {refusal.Message}");
        }

        return NotDone;
    }

    /// <summary>Whether a command reports a failure in a sentence, and not with a stack trace.</summary>
    public static bool IsExplained(Exception problem) =>
        StorageFailure.IsOne(problem) || problem is IOException or UnauthorizedAccessException;
}
