using EventAuth.Storage.Backups;

namespace EventAuth.Admin.Hosting;

/// <summary><c>backup FILE</c>: writes a backup of the embedded database into a new file, while the program runs or not.</summary>
internal static class BackupCommand
{
    public const string Name = "backup";

    private const string Usage =
        "Use: backup FILE, a new file, as the user that runs the program. Settings such as --Storage:Path=FOLDER may follow.";

    /// <summary>Runs the command. Returns 0 when the backup is complete, 2 when there is none.</summary>
    public static async Task<int> RunAsync(string[] args, TimeProvider time, TextWriter output, TextWriter error)
    {
        if (args is not [Name, var file, .. var settings] || file.StartsWith('-') || !settings.All(StartUp.IsSetting))
        {
            await error.WriteLineAsync(Usage);
            return StorageCommand.NotDone;
        }

        return await StorageCommand.RunAsync(settings, error, async read =>
        {
            try
            {
                var summary = BackupFile.Write(read.Storage, Path.GetFullPath(file), time);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The backup of {summary.At:u} is complete: {summary.Events:N0} events, {summary.Profiles:N0} profiles, "
                    + $"the audit trail to entry {summary.LastEntry}; {summary.Bytes:N0} bytes."));
                await output.WriteLineAsync(
                    "The file audit.key is not in it, and without that file the backup cannot be restored: "
                    + "keep a copy of it in another place.");
                return StorageCommand.Done;
            }
            catch (Exception problem) when (StorageCommand.IsExplained(problem))
            {
                await error.WriteLineAsync($"There is no backup. {BackupRestore.Explain(read.Storage, problem)}");
                return StorageCommand.NotDone;
            }
        });
    }
}
