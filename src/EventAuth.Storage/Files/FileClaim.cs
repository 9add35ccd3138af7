namespace EventAuth.Storage.Files;

/// <summary>
/// Says to other programs that a file is taken, for as long as the object lives. On Linux by a lock of flock(2): it stays with the file
/// when its name goes, and SQLite's own locks (fcntl) neither see it nor are seen by it. On other systems the two kinds meet, so there is
/// no claim there.
/// </summary>
internal sealed class FileClaim : IDisposable
{
    private readonly FileStream? _file;

    private FileClaim(FileStream? file) => _file = file;

    /// <summary>Makes the file where it is missing, for its owner alone, and takes it; null where another program has it.</summary>
    public static FileClaim? Take(string path)
    {
        try
        {
            // FileShare.None is an exclusive lock, which nobody gets while somebody has it or a shared one. To read is enough for the
            // lock; whether the file can be written is found out, and told, by SQLite.
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
