namespace EventAuth.Storage.Files;

/// <summary>
/// Says to other programs that a file is taken, for as long as the object lives. On Linux with a lock of flock(2): it stays with the file
/// when its name is removed, and is independent of SQLite's own locks (fcntl). On other systems the two kinds conflict, so there is
/// no claim there.
/// </summary>
internal sealed class FileClaim : IDisposable
{
    private readonly FileStream? _file;

    private FileClaim(FileStream? file) => _file = file;

    /// <summary>Creates the file if it is missing, for its owner only, and takes it; null if another program has it.</summary>
    public static FileClaim? Take(string path)
    {
        try
        {
            // FileShare.None is an exclusive lock, which nobody gets while somebody has it or a shared one. Read access is enough for the
            // lock; SQLite finds out and reports whether the file can be written.
            var file = PrivateFiles.Open(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.None);
            if (OperatingSystem.IsLinux())
            {
                // A shared one is enough from here on, and lets programs that take a shared one themselves read the file, to copy it for
                // example.
                _ = Libc.Lock(file.SafeFileHandle, Libc.Shared);
                return new FileClaim(file);
            }

            file.Dispose();
            return new FileClaim(null);
        }
        catch (IOException taken) when (PrivateFiles.IsTaken(taken))
        {
            return null;
        }
    }

    public void Dispose() => _file?.Dispose();
}
