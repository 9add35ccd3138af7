using EventAuth.Admin.Installation;
using EventAuth.Storage.Backups;

namespace EventAuth.Admin.Hosting;

/// <summary><c>restore FILE</c>: puts a backup in the place of the embedded database, while the program is stopped.</summary>
internal static class RestoreCommand
{
    public const string Name = "restore";

    private const string Usage =
        "Use: restore FILE, a backup, as the user that runs the program, while it is stopped. "
        + "Settings such as --Storage:Path=FOLDER may follow.";

    /// <summary>
    /// Runs the command. Returns 0 when the backup is in place, 1 when it is and its audit trail is not complete, 2 when nothing
    /// was changed.
    /// </summary>
    public static async Task<int> RunAsync(string[] args, TimeProvider time, TextWriter output, TextWriter error)
    {
        if (args is not [Name, var file, .. var settings] || file.StartsWith('-') || !settings.All(StartUp.IsSetting))
        {
            await error.WriteLineAsync(Usage);
            return StorageCommand.NotDone;
        }

        return await StorageCommand.RunAsync(settings, error, async read =>
        {
            BackupFile.RefuseServer(read.Storage);
            using var folder = StorageFolder.Claim(read.Storage);
            try
            {
                var report = await BackupRestore.RunAsync(read.Storage, Path.GetFullPath(file), time, CancellationToken.None);
                await TellAsync(report, output);
                return report.Trail.Verdict is { IsWhole: true } ? StorageCommand.Done : StorageCommand.NotRight;
            }
            catch (Exception problem) when (StorageCommand.IsExplained(problem))
            {
                await error.WriteLineAsync($"Nothing was restored. {BackupRestore.Explain(read.Storage, problem)}");
                return StorageCommand.NotDone;
            }
        });
    }

    private static async Task TellAsync(RestoreReport report, TextWriter output)
    {
        var none = CultureInfo.InvariantCulture;
        await output.WriteLineAsync(string.Create(none, $"The backup of {report.BackupAt:u} is in place."));
        if (report.IsReplacing)
        {
            await output.WriteLineAsync(string.Create(
                none, $"Lost is what customers did since then: {report.LostEvents:N0} events and {report.LostProfiles:N0} new profiles."));
            await output.WriteLineAsync(
                "Kept is what people decided since then: who may sign in, API keys, the policy and its certificates, "
                + "the event catalogue, ended and used tokens, and the audit trail.");
            await output.WriteLineAsync(string.Create(
                none, $"Profiles of customers who were deleted since then, and were deleted again: {report.Erased:N0}."));
        }
        else
        {
            await output.WriteLineAsync(string.Create(
                none,
                $"There was no database in the folder, so all is as it was then. "
                + $"Customers who were deleted after {report.BackupAt:u} are there"));
            await output.WriteLineAsync(
                "again: delete them again. Exports of the audit trail name these deletions (customer.deleted). "
                + "People who were removed, API keys that were revoked and tokens that were ended or used since then are valid again, "
                + "too.");
        }

        await output.WriteLineAsync(report.Trail.Verdict?.ToSentence() ?? report.Trail.Problem);
    }
}
