using EventAuth.Admin.Installation;
using EventAuth.Admin.Settings;
using EventAuth.Storage.Files;

namespace EventAuth.Admin.Demo;

/// <summary>A folder for one demo's database, of mode 0700, deleted at its end. The next one deletes what a killed demo left.</summary>
internal sealed class DemoFolder : IDisposable
{
    private const string Prefix = "eventauth-demo-";

    private readonly string _path;

    private DemoFolder(string path) => _path = path;

    /// <summary>Creates one among the system's temporary folders. Throws <see cref="StartRefusedException"/> if that fails.</summary>
    public static DemoFolder Make()
    {
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
            {
                RemoveLeft(folder);
            }

            return new DemoFolder(Directory.CreateTempSubdirectory(Prefix).FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"--demo needs a temporary folder for its database: {exception.Message}");
        }
    }

    /// <summary>The setting that puts the database there.</summary>
    public string ToArgument() => "--Storage:Path=" + _path;

    public void Dispose()
    {
        if (Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }
    }

    // Only our own folders whose program has ended: the system freed the lock then. One without a lock is about to be taken.
    private static void RemoveLeft(string folder)
    {
        try
        {
            if (new DirectoryInfo(folder).LinkTarget is not null || !PrivateFiles.IsOwnersFolder(folder))
            {
                return;
            }

            using var @lock = new FileStream(
                Path.Combine(folder, StorageFolder.LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is in use, or belongs to somebody else.
        }
    }
}
