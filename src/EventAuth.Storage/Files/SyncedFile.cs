using Microsoft.Win32.SafeHandles;

namespace EventAuth.Storage.Files;

/// <summary>Replaces small files completely: after a crash there is the old one or the new one, never a part.</summary>
internal static class SyncedFile
{
    /// <summary>Writes the file and returns when it, and its name in the folder, are on the disk.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var next = path + ".new";
        File.Delete(next);
        using (var file = PrivateFiles.Open(next, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        Move(next, path);
    }

    /// <summary>Renames a file that is on the disk, in place of another one if there is one; both are in folders of one disk.</summary>
    public static void Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        SyncFolder(Path.GetDirectoryName(to)!);
    }

    // Windows keeps names in its own log, and does not allow syncing a folder.
    private static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new SafeFileHandle(Libc.Open(path, flags: 0), ownsHandle: true);
        if (folder.IsInvalid)
        {
            throw new IOException($"The folder {path} cannot be opened.");
        }

        RandomAccess.FlushToDisk(folder);
    }
}
