namespace EventAuth.EndToEnd.Tests.Durability.Disks;

/// <summary>
/// As long as it exists, nobody can change the database in this folder, not even root and not those who have it open.
/// The index of its log is left out: it is shared memory, and the system ends processes that can no longer write to it.
/// </summary>
internal sealed class Immutability : IDisposable
{
    private readonly string[] _files;

    public Immutability(string storage)
    {
        _files = [.. Directory.GetFiles(storage, "eventauth.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal))];
        SystemCommand.Run("chattr", ["+i", .. _files]);
    }

    public void Dispose() => SystemCommand.Run("chattr", ["-i", .. _files]);
}
