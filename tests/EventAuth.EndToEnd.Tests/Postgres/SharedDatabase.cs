using System.Runtime.Versioning;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Operations;
using EventAuth.Testing.Postgres;

namespace EventAuth.EndToEnd.Tests.Postgres;

/// <summary>The PostgreSQL that all tests share, and programs over its databases.</summary>
[SupportedOSPlatform("linux")]
public sealed class SharedDatabase : IAsyncLifetime
{
    /// <summary>Nobody asks for it, and it must be nowhere that anybody reads.</summary>
    public const string Password = "server-password-of-the-tests";

    public PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await SharedPostgres.ServerAsync;

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>How to connect to a new, empty database.</summary>
    public async Task<string> NewConnectionAsync() => Server.ConnectionString(await Server.CreateDatabaseAsync()) + ";Password=" + Password;

    /// <summary>Settings for a program over a database.</summary>
    public static ProgramSettings SettingsFor(string connection, bool bootstrap = true, string? storage = null)
    {
        var further = new Dictionary<string, string> { ["Storage:Provider"] = "PostgreSql", ["Storage:ConnectionString"] = connection };
        if (storage is not null)
        {
            further["Storage:Path"] = storage;
        }

        return new ProgramSettings { Bootstrap = bootstrap, Further = further };
    }

    /// <summary>
    /// A folder for a further process of an installation, with the two files of the audit trail that each of them needs. It is deleted with that
    /// of the first one.
    /// </summary>
    public static string FolderBeside(AdminProgram first)
    {
        var folder = Directory.CreateDirectory(
            Path.Combine(Path.GetDirectoryName(first.Storage)!, "beside-" + Guid.NewGuid().ToString("N")), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        foreach (var name in (string[])["audit.key", "audit.head"])
        {
            File.Copy(Path.Combine(first.Storage, name), Path.Combine(folder, name));
        }

        return folder;
    }

    /// <summary>Settings for a further process of an installation, beside the first one.</summary>
    public static ProgramSettings SettingsBeside(AdminProgram first, string connection) =>
        SettingsFor(connection, bootstrap: false, FolderBeside(first));

    /// <summary>A folder for a process that has never run, with this key for the trail.</summary>
    public static string FolderWith(byte[] auditKey)
    {
        var folder = Directory.CreateDirectory(
            Path.Combine(TemporaryFolder.Make(), "data"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        File.WriteAllBytes(Path.Combine(folder, "audit.key"), auditKey);
        return folder;
    }

    /// <summary>The same settings with some more.</summary>
    public static ProgramSettings With(ProgramSettings settings, params (string Key, string Value)[] further)
    {
        var all = settings.Further.ToDictionary(setting => setting.Key, setting => setting.Value);
        foreach (var (key, value) in further)
        {
            all[key] = value;
        }

        return settings with { Further = all };
    }

    /// <summary>Runs a command of the program over the storage of a running one.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(AdminProgram beside, string connection, params string[] words)
    {
        var settings = SettingsFor(connection).Further.ToDictionary(setting => setting.Key, setting => setting.Value);
        settings["Storage:Path"] = beside.Storage;
        settings["Listeners:Admin"] = beside.Admin.ToString();
        return await ProgramCommand.RunAsync(settings, words);
    }
}
