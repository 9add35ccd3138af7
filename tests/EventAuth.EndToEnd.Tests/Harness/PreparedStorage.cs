namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>
/// A storage folder as the program leaves it after its first start and a clean end. The program makes it once for all tests,
/// so that those which are not about a first start need not wait for one each.
/// </summary>
internal sealed class PreparedStorage
{
    private static readonly Lazy<Task<PreparedStorage>> s_made = new(MakeAsync);

    private readonly UnixFileMode _folderMode;
    private readonly IReadOnlyList<(string Name, UnixFileMode Mode, byte[] Content)> _files;

    private PreparedStorage(DirectoryInfo folder)
    {
        _folderMode = Mode(folder);
        _files = [.. folder.EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(folder.FullName, file.FullName), Mode(file), File.ReadAllBytes(file.FullName)))];
    }

    /// <summary>Makes this folder, which must not be there yet, like the one that the program made: its files with their modes.</summary>
    public static async Task CopyToAsync(string folder)
    {
        var prepared = await s_made.Value;
        MakeFolder(folder, prepared._folderMode);
        foreach (var (name, mode, content) in prepared._files)
        {
            var file = new FileInfo(Path.Combine(folder, name));
            MakeFolder(file.DirectoryName!, prepared._folderMode);
            await File.WriteAllBytesAsync(file.FullName, content);
            SetMode(file, mode);
        }
    }

    private static async Task<PreparedStorage> MakeAsync()
    {
        await using var program = await AdminProgram.StartAsync();
        Assert.Equal(0, await program.StopAsync());
        return new PreparedStorage(new DirectoryInfo(program.Storage));
    }

    // Folders within are as closed as the one that holds them.
    private static void MakeFolder(string path, UnixFileMode mode)
    {
        if (!Directory.Exists(path))
        {
            SetMode(Directory.CreateDirectory(path), mode);
        }
    }

    private static UnixFileMode Mode(FileSystemInfo entry) => OperatingSystem.IsWindows() ? UnixFileMode.None : entry.UnixFileMode;

    private static void SetMode(FileSystemInfo entry, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            entry.UnixFileMode = mode;
        }
    }
}
