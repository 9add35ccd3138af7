namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>The settings with which a test starts the program.</summary>
public sealed record ProgramSettings
{
    /// <summary>Whether the first administrator and the first API key come from the settings.</summary>
    public bool Bootstrap { get; init; } = true;

    /// <summary>Whether it runs in a process of its own, in which it can be killed and started again, and which has only its own logs and metrics.</summary>
    public bool OwnProcess { get; init; }

    /// <summary>How many files and connections it may have open (<c>ulimit -n</c>); null for as many as the tests.</summary>
    public int? OpenFiles { get; init; }

    /// <summary>Further settings by key, such as <c>Catalog:MaxDiscovered</c>; they win over the usual ones.</summary>
    public IReadOnlyDictionary<string, string> Further { get; init; } = new Dictionary<string, string>();

    /// <summary>Words of the command line, for the first start only.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The storage folder of a program within the test's own folder.</summary>
    internal static string StorageIn(string folder) => Path.Combine(folder, "data");

    /// <param name="admin">The address of the admin listener.</param>
    /// <param name="ingest">The address of the ingest listener.</param>
    /// <param name="folder">The test's own folder.</param>
    /// <param name="database">How to connect to its database of PostgreSQL; null for one in the folder.</param>
    internal Dictionary<string, string> ToConfiguration(Uri admin, Uri ingest, string folder, string? database = null)
    {
        var settings = new Dictionary<string, string>
        {
            ["Listeners:Admin"] = admin.ToString(),
            ["Listeners:Ingest"] = ingest.ToString(),
            ["Storage:Path"] = StorageIn(folder),
            // All tests come from one address, quickly.
            ["RateLimits:SignInPerMinute"] = "0",
            ["RateLimits:ApiPerSecond"] = "0",
            // So that a browser that reports an exception says which.
            ["DetailedErrors"] = "true",
        };
        if (database is not null)
        {
            settings["Storage:Provider"] = "PostgreSql";
            settings["Storage:ConnectionString"] = database;
        }

        if (Bootstrap)
        {
            settings["Bootstrap:AdminEmail"] = AdminProgram.AdminEmail;
            settings["Bootstrap:AdminPassword"] = AdminProgram.AdminPassword;
            settings["Bootstrap:ApiKey"] = AdminProgram.ApiKey;
        }

        foreach (var (key, value) in Further)
        {
            settings[key] = value;
        }

        return settings;
    }
}
