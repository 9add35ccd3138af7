using System.Runtime.InteropServices;

namespace EventAuth.Storage.Files;

/// <summary>Functions of the system's library that the framework lacks. Callers must check the system first.</summary>
internal static partial class Libc
{
    /// <summary>A shared lock, for <see cref="Lock"/>; an exclusive one that the file has becomes shared.</summary>
    public const int Shared = 1;

    /// <summary>For <see cref="Ask"/>: a path is relative to the folder in which the program runs.</summary>
    public const int WorkingFolder = -100;

    /// <summary>For <see cref="Ask"/>: only the number of the file.</summary>
    public const uint InodeOnly = 0x100;

    /// <summary>flock(2), of Linux and macOS.</summary>
    [LibraryImport("libc", EntryPoint = "flock")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Lock(SafeHandle file, int operation);

    /// <summary>open(2), of Linux and macOS: the framework opens no folders.</summary>
    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Open(string path, int flags);

    /// <summary>statx(2), of Linux only.</summary>
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Ask(int folder, string path, int flags, uint mask, out Answer answer);

    /// <summary>umask(2), of Linux and macOS.</summary>
    [LibraryImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial uint SetMask(uint mask);

    /// <summary><c>struct statx</c> of Linux, the same on every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public struct Answer
    {
        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
