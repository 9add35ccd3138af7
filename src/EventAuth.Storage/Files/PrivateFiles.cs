namespace EventAuth.Storage.Files;

/// <summary>
/// Files and folders that only their owner may read: by their mode (0600, 0700) on Linux and macOS. On Windows, where there are no
/// modes, the access list of the parent folder decides, and nothing here changes it.
/// </summary>
public static class PrivateFiles
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;
    private const UnixFileMode GroupAndOthers = (UnixFileMode)0b000_111_111;

    // ERROR_SHARING_VIOLATION of Windows; EWOULDBLOCK, which flock(2) answers.
    private const int SharingViolation = unchecked((int)0x8007_0020);
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;

    /// <summary>Opens a file without an own buffer. A new one is accessible only to its owner.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = OwnersFile;
        }

        return new FileStream(path, options);
    }

    /// <summary>Creates a folder, and those above it, if they are missing.</summary>
    public static DirectoryInfo CreateFolder(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnersFolder);

    /// <summary>Whether only its owner can access a folder, with all rights.</summary>
    public static bool IsOwnersFolder(string path) => OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == OwnersFolder;

    /// <summary>Makes a folder accessible only to its owner.</summary>
    public static void CloseFolder(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnersFolder);
        }
    }

    /// <summary>Removes all access to a file or folder except its owner's. Returns whether others had access.</summary>
    public static bool TryClose(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        var mode = File.GetUnixFileMode(path);
        if ((mode & GroupAndOthers) == 0)
        {
            return false;
        }

        File.SetUnixFileMode(path, mode & ~GroupAndOthers);
        return true;
    }

    /// <summary>From now on all that this process creates, libraries included, is accessible only to its owner (POSIX umask).</summary>
    public static void CloseWhatIsMade()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Libc.SetMask((uint)GroupAndOthers);
        }
    }

    /// <summary>Whether a file could not be opened because another process has it.</summary>
    public static bool IsTaken(IOException exception) => exception.HResult ==
        (OperatingSystem.IsWindows() ? SharingViolation : OperatingSystem.IsMacOS() ? WouldBlockOnMac : WouldBlock);
}
