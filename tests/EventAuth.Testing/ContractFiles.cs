namespace EventAuth.Testing;

/// <summary>Finds the contract's files: the project's own copy, and the shared folder, if there is one.</summary>
public static class ContractFiles
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The project's copy of a contract file.</summary>
    public static string Copy(string name) => Path.Combine(Root, "tests", "contract", name);

    /// <summary>A file of the shared folder next to the project, or null if that is absent.</summary>
    public static string? Shared(params string[] path)
    {
        var file = Path.Combine([Root, "..", "shared", .. path]);
        return File.Exists(file) ? file : null;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EventAuth.Admin.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
