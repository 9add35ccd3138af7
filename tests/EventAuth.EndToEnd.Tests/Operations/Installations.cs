using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Operations;

/// <summary>Programs over storage that a test names.</summary>
internal static class Installations
{
    /// <summary>Settings for the embedded database in a folder, whatever the other tests run over.</summary>
    public static ProgramSettings Embedded(string storage, bool bootstrap = false) => new()
    {
        Bootstrap = bootstrap,
        Further = new Dictionary<string, string> { ["Storage:Path"] = storage, ["Storage:Provider"] = "Sqlite" },
    };

    /// <summary>A folder that is not there yet, in a folder of its own.</summary>
    public static string NewFolder() => Path.Combine(TemporaryFolder.Make(), "data");
}
