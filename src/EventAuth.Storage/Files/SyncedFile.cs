using System.Runtime.InteropServices;

namespace EventAuth.Storage.Files;

/// <summary>Replaces small files whole: after a sudden end there is the old one or the new one, never a part.</summary>
internal static partial class SyncedFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var next = path + ".new";
        File.Delete(next);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Private };
        using (var file = new FileStream(next, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
        SyncFolder(Path.GetDirectoryName(path)!);
    }

    private static void SyncFolder(string path)
    {
        var folder = Open(path, 0);
        if (folder < 0)
        {
            throw new IOException($"The folder {path} cannot be opened.");
        }

        var failed = Sync(folder) != 0;
        _ = Close(folder);
        if (failed)
        {
            throw new IOException($"The folder {path} cannot be synced.");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int file);
}
