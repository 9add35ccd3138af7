using System.Runtime.InteropServices;

namespace EventAuth.Admin.Installation;

/// <summary>Whatever this process writes is for its own user only, libraries included.</summary>
internal static class FileCreationMask
{
    private const uint GroupAndOthers = 0b000_111_111;

    /// <summary>Sets the mask of the process (POSIX umask).</summary>
    public static void Tighten() => _ = SetMask(GroupAndOthers);

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetMask(uint mask);
}
