namespace EventAuth.Admin.Installation;

/// <summary>Closes what lies in the storage folder to everybody but its owner, for example after it was restored from a backup.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode GroupAndOthers = (UnixFileMode)0b000_111_111;

    // A link is left alone: what it leads to is not in the folder.
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    /// <summary>Takes every right of group and others away. Gives the paths that had one, relative to the folder.</summary>
    public static IReadOnlyList<string> Close(string folder)
    {
        var closed = new List<string>();
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", Everything))
        {
            try
            {
                var mode = File.GetUnixFileMode(path);
                if ((mode & GroupAndOthers) != 0)
                {
                    File.SetUnixFileMode(path, mode & ~GroupAndOthers);
                    closed.Add(Path.GetRelativePath(folder, path));
                }
            }
            catch (FileNotFoundException)
            {
                // Whoever looks through the database meanwhile has taken a file of theirs away.
            }
        }

        return closed;
    }
}
