using System.Globalization;

namespace EventAuth.EndToEnd.Tests.Durability.Disks;

/// <summary>A disk in memory, small enough to be filled. Unmounted when disposed.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Ballast = "ballast";

    private SmallDisk(string folder) => Folder = folder;

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    /// <summary>The folder for the program's storage.</summary>
    public string Storage => Path.Combine(Folder, "data");

    /// <summary>Mounts one. Throws <see cref="InvalidOperationException"/> if that is not allowed.</summary>
    public static SmallDisk Make(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("eventauth-disk-").FullName;
        try
        {
            SystemCommand.Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", folder);
        }
        catch
        {
            Directory.Delete(folder);
            throw;
        }

        return new SmallDisk(folder);
    }

    /// <summary>Fills this much of it.</summary>
    public void Occupy(int megabytes)
    {
        using var ballast = new FileStream(Path.Combine(Folder, Ballast), FileMode.Append, FileAccess.Write);
        ballast.Write(new byte[megabytes * 1024 * 1024]);
    }

    /// <summary>Fills the rest, to the last byte that fits.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Path.Combine(Folder, Ballast), FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true)
            {
                ballast.Write(page);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Frees what was filled.</summary>
    public void MakeRoom() => File.Delete(Path.Combine(Folder, Ballast));

    /// <summary>Nobody may write to it any more; there must be no file open for writing.</summary>
    public void MakeReadOnly() => SystemCommand.Run("mount", "-o", "remount,ro", Folder);

    public void Dispose()
    {
        SystemCommand.Run("umount", "--lazy", Folder);
        Directory.Delete(Folder);
    }
}
