namespace EventAuth.Testing;

/// <summary>
/// A storage folder as the program leaves it after its first start and a clean end. It is created once for all tests of a process, so that
/// tests that are not about a first start need not wait for one each.
/// </summary>
/// <param name="make">Creates the folder at a path where nothing is yet, and does not use it any more.</param>
public sealed class PreparedFolder(Func<string, Task> make)
{
    private readonly Lazy<Task<Content>> _content = new(() => MakeAsync(make));

    /// <summary>Fills a folder, which must be empty or missing, with a copy of the prepared one: its files with their modes.</summary>
    /// <param name="folder">The folder.</param>
    public async Task CopyToAsync(string folder)
    {
        var content = await _content.Value;
        MakeFolder(folder, content.FolderMode);
        foreach (var (name, mode, bytes) in content.Files)
        {
            var file = new FileInfo(Path.Combine(folder, name));
            MakeFolder(file.DirectoryName!, content.FolderMode);
            await File.WriteAllBytesAsync(file.FullName, bytes);
            SetMode(file, mode);
        }
    }

    private static async Task<Content> MakeAsync(Func<string, Task> make)
    {
        var around = Directory.CreateTempSubdirectory("eventauth-prepared-");
        var folder = new DirectoryInfo(Path.Combine(around.FullName, "data"));
        await make(folder.FullName);
        var content = new Content(ModeOf(folder), [.. folder.EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(folder.FullName, file.FullName), ModeOf(file), File.ReadAllBytes(file.FullName)))]);
        around.Delete(recursive: true);
        return content;
    }

    // Folders inside have the same mode as the one that contains them.
    private static void MakeFolder(string path, UnixFileMode mode)
    {
        if (!Directory.Exists(path))
        {
            SetMode(Directory.CreateDirectory(path), mode);
        }
    }

    private static void SetMode(FileSystemInfo entry, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            entry.UnixFileMode = mode;
        }
    }

    private static UnixFileMode ModeOf(FileSystemInfo entry) => OperatingSystem.IsWindows() ? UnixFileMode.None : entry.UnixFileMode;

    private sealed record Content(UnixFileMode FolderMode, IReadOnlyList<(string Name, UnixFileMode Mode, byte[] Bytes)> Files);
}
