using System.Diagnostics;
using System.Globalization;

namespace EventAuth.Testing.Postgres;

/// <summary>The temporary folders of private servers. Each is named after the process that made it.</summary>
internal static class PostgresFolders
{
    private const string Prefix = "eventauth-pg-";

    public static string Make() =>
        Directory.CreateTempSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-")).FullName;

    /// <summary>Removes those whose process is gone. Usually there are none: only a machine that was switched off leaves one.</summary>
    /// <param name="startEnd">Starts what ends the server of a folder and deletes the folder, once its standard input is closed.</param>
    public static async Task RemoveLeftAsync(Func<string, Process> startEnd)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*").Where(IsLeft).ToList())
        {
            using var end = startEnd(folder);
            end.StandardInput.Close();
            await end.WaitForExitAsync();
        }
    }

    private static bool IsLeft(string folder) =>
        int.TryParse(Path.GetFileName(folder)[Prefix.Length..].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
        && !Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}"));
}
