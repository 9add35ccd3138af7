using EventAuth.Admin.Recovery;
using EventAuth.Admin.Settings;
using EventAuth.Storage;
using EventAuth.Storage.Database;

namespace EventAuth.Admin.Hosting;

/// <summary>
/// <c>accounts recover E-MAIL</c>: ends all sign-ins of an account and prints a link with which its owner sets a new password. Works with
/// the running program, on the storage in the settings: anybody who can run it as the program's user could change the database anyway.
/// </summary>
internal static class RecoveryCommand
{
    public const string Name = "accounts";

    private const string Usage =
        "Use: accounts recover E-MAIL, as the user that runs the program. Settings such as --Storage:Path=FOLDER may follow.";

    /// <summary>Runs the command. Returns 0 after printing the link, 1 when nobody has the e-mail, 2 when it could not be done.</summary>
    public static async Task<int> RunAsync(string[] args, TimeProvider time, TextWriter output, TextWriter error)
    {
        if (args is not [Name, "recover", var email, .. var settings] || email.StartsWith('-') || !settings.All(StartUp.IsSetting))
        {
            await error.WriteLineAsync(Usage);
            return StorageCommand.NotDone;
        }

        return await StorageCommand.RunAsync(settings, error, read => RunAsync(read, email, time, output, error));
    }

    private static async Task<int> RunAsync(AdminSettings settings, string email, TimeProvider time, TextWriter output, TextWriter error)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(time)
            .AddEventAuthStorage(settings.Storage).AddRecovery().BuildServiceProvider();
        var database = services.GetRequiredService<IEventAuthDatabase>();
        try
        {
            return await IssueAsync(services, database, settings, email, output, error);
        }
        catch (Exception problem) when (StorageCommand.IsExplained(problem))
        {
            await error.WriteLineAsync($"No link was made. {database.Explain(problem)}");
            return StorageCommand.NotDone;
        }
    }

    private static async Task<int> IssueAsync(
        ServiceProvider services, IEventAuthDatabase database, AdminSettings settings, string email, TextWriter output, TextWriter error)
    {
        if (!await database.JoinAsync(CancellationToken.None))
        {
            await error.WriteLineAsync(
                $"There is no database of this version in {(settings.Storage.Server is null ? settings.Storage.Path : "PostgreSQL")}. "
                + "Name its folder with --Storage:Path, or start the program once.");
            return StorageCommand.NotDone;
        }

        if (await services.GetRequiredService<RecoveryLinks>().IssueAsync(email, CancellationToken.None) is not { } code)
        {
            await error.WriteLineAsync("Nobody has this e-mail.");
            return StorageCommand.NotRight;
        }

        var address = settings.Listeners.Admin is { } listener ? listener.ToUri(listener.Port) : new Uri("http://127.0.0.1");
        await output.WriteLineAsync("All sign-ins of this account have ended; pages that are still open close within 30 seconds.");
        var minutes = RecoveryLinks.Lifetime.TotalMinutes.ToString(CultureInfo.InvariantCulture);
        await output.WriteLineAsync(
            $"This link sets a new password and turns two-factor sign-in off. It works once, for {minutes} minutes:");
        await output.WriteLineAsync($"  {new Uri(address, $"{RecoveryEndpoints.Path}?code={code}")}");
        await output.WriteLineAsync(
            $"Where the console is reached by another address, put that in place of {address.GetLeftPart(UriPartial.Authority)}.");
        return StorageCommand.Done;
    }
}
