namespace EventAuth.EndToEnd.Tests.Durability.Disks;

/// <summary>As long as it lives, nobody can change the database in this folder, not even root and not those who have it open.</summary>
internal sealed class Immutability : IDisposable
{
    private readonly string[] _files;

    public Immutability(string storage)
    {
        _files = Directory.GetFiles(storage, "eventauth.db*");
        SystemCommand.Run("chattr", ["+i", .. _files]);
    }

    public void Dispose() => SystemCommand.Run("chattr", ["-i", .. _files]);
}
