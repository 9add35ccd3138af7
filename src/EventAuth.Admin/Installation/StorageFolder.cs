using EventAuth.Admin.Settings;
using EventAuth.Storage.Database;
using EventAuth.Storage.Files;

namespace EventAuth.Admin.Installation;

/// <summary>
/// The folder of the embedded database, owned by this process as long as the object exists.
/// Only the user that runs the program may read it.
/// </summary>
internal sealed class StorageFolder : IDisposable
{
    /// <summary>The file that the owning process locks.</summary>
    public const string LockName = "lock";

    // EROFS: the disk is mounted read-only.
    private const int ReadOnlyDisk = 30;

    // A link is not followed: its target is not in the folder.
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    private readonly FileStream _lock;

    private StorageFolder(string path, FileStream @lock, IReadOnlyList<string> closed) => (FullPath, _lock, Closed) = (path, @lock, closed);

    public string FullPath { get; }

    /// <summary>
    /// What was open to other users and is no longer, in words for the log: the folder itself, and paths in it. Usually empty.
    /// </summary>
    public IReadOnlyList<string> Closed { get; }

    /// <summary>
    /// Creates the folder if it is missing, claims it, and closes it to other users. Throws <see cref="StartRefusedException"/> when
    /// another process has it or it cannot be used.
    /// </summary>
    public static StorageFolder Claim(StorageOptions settings)
    {
        try
        {
            var wasOpen = MakePrivate(settings.Path);
            var @lock = Lock(settings.Path);
            try
            {
                string[] opened = wasOpen is null ? [] : [wasOpen];
                return new StorageFolder(settings.Path, @lock, [.. opened, .. CloseFiles(settings.Path)]);
            }
            catch
            {
                @lock.Dispose();
                throw;
            }
        }
        catch (IOException exception) when (exception.HResult == ReadOnlyDisk)
        {
            throw new StartRefusedException(
                $"Storage:Path names {settings.Path}, which cannot be written: its disk is mounted read-only. "
                + "Make it writable, or name another folder.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"Storage:Path names {settings.Path}, which cannot be used: {exception.Message}");
        }
    }

    /// <summary>A folder in this one, created if it is missing.</summary>
    public DirectoryInfo MakeFolder(string name) => PrivateFiles.CreateFolder(Path.Combine(FullPath, name));

    public void Dispose() => _lock.Dispose();

    /// <summary>Returns what the folder was if it was open.</summary>
    private static string? MakePrivate(string path)
    {
        string? wasOpen = null;
        if (Directory.Exists(path) && !PrivateFiles.IsOwnersFolder(path))
        {
            // A folder that holds something else may be shared on purpose: closing it would break what is not ours.
            var isEmpty = !Directory.EnumerateFileSystemEntries(path).Any();
            if (!isEmpty && !File.Exists(Path.Combine(path, LockName)))
            {
                throw new StartRefusedException(
                    $"Storage:Path names {path}, which holds other files and is open to other users. Name a folder of its own.");
            }

            wasOpen = isEmpty ? "the folder itself (it was empty)" : "the folder itself";
            PrivateFiles.CloseFolder(path);
        }

        PrivateFiles.CreateFolder(path);
        return wasOpen;
    }

    // Removes all access to the folder's content except the owner's, for example after a restore from a backup. Returns the paths that
    // were open, relative to the folder.
    private static List<string> CloseFiles(string folder)
    {
        var closed = new List<string>();
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", Everything))
        {
            try
            {
                if (PrivateFiles.TryClose(path))
                {
                    closed.Add(Path.GetRelativePath(folder, path));
                }
            }
            catch (FileNotFoundException)
            {
                // Another program that reads the database at the same time has removed one of its files.
            }
        }

        return closed;
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return PrivateFiles.Open(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (PrivateFiles.IsTaken(exception))
        {
            throw new StartRefusedException(
                $"Storage:Path names {path}, which another running process owns. Stop that one, or give this one a folder of its own.");
        }
    }
}
