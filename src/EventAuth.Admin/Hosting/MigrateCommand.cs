using EventAuth.Admin.Installation;
using EventAuth.Admin.Settings;
using EventAuth.Storage;
using EventAuth.Storage.Database;
using EventAuth.Storage.Files;

namespace EventAuth.Admin.Hosting;

/// <summary>
/// <c>migrate</c>: brings the database in the settings to the form of this version, as a start would, and ends. For upgrades of a
/// database that several machines share, too.
/// </summary>
internal static class MigrateCommand
{
    public const string Name = "migrate";

    private const string Usage =
        "Use: migrate, as the user that runs the program. Settings such as --Storage:Path=FOLDER may follow.";

    /// <summary>Runs the command. Returns 0 when the database has the form of this version, 2 when nothing could be done.</summary>
    public static async Task<int> RunAsync(string[] args, TimeProvider time, TextWriter output, TextWriter error)
    {
        if (args is [Name, .. var settings] && settings.All(StartUp.IsSetting))
        {
            return await StorageCommand.RunAsync(settings, error, read => RunAsync(read, time, output, error));
        }

        await error.WriteLineAsync(Usage);
        return StorageCommand.NotDone;
    }

    private static async Task<int> RunAsync(AdminSettings settings, TimeProvider time, TextWriter output, TextWriter error)
    {
        // Beside PostgreSQL a process may run over the same folder: who migrates has a lock of the database.
        using var folder = settings.Storage.Server is null ? StorageFolder.Claim(settings.Storage) : null;
        PrivateFiles.CreateFolder(settings.Storage.Path);
        await using var services = new ServiceCollection().AddLogging().AddSingleton(time)
            .AddEventAuthStorage(settings.Storage).BuildServiceProvider();
        var database = services.GetRequiredService<IEventAuthDatabase>();
        try
        {
            await output.WriteLineAsync(await database.MigrateAsync(CancellationToken.None) switch
            {
                DatabaseChange.None => "The database has the form of this version. Nothing was changed.",
                DatabaseChange.Migrated => "The database was brought to the form of this version.",
                DatabaseChange.Created => "There was no database. A new one was made, with the form of this version.",
            });
            return StorageCommand.Done;
        }
        catch (Exception problem) when (StorageCommand.IsExplained(problem))
        {
            await error.WriteLineAsync($"The database was not migrated. {database.Explain(problem)}");
            return StorageCommand.NotDone;
        }
    }
}
