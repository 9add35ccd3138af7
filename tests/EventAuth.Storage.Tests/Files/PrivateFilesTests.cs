using EventAuth.Storage.Files;

namespace EventAuth.Storage.Tests.Files;

public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Directory.CreateTempSubdirectory("eventauth-private-").FullName;

    private string Name => Path.Combine(_folder, "file");

    [Fact]
    public void Open_FileThatIsMade_IsItsOwnersAlone()
    {
        PrivateFiles.Open(Name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None).Dispose();

        Assert.Equal(OwnersFile, File.GetUnixFileMode(Name));
        Assert.False(PrivateFiles.TryClose(Name));
    }

    [Fact]
    public void TryClose_FileForOthers_TakesOnlyTheirRights()
    {
        File.WriteAllText(Name, "");
        File.SetUnixFileMode(Name, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherWrite);

        Assert.True(PrivateFiles.TryClose(Name));
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(Name));
    }

    [Fact]
    public void IsTaken_FileThatSomebodyHolds_IsToldFromOneThatIsMissing()
    {
        using var held = PrivateFiles.Open(Name, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

        var taken = Assert.Throws<IOException>(() => PrivateFiles.Open(Name, FileMode.Open, FileAccess.ReadWrite, FileShare.None));
        var missing = Assert.Throws<FileNotFoundException>(
            () => PrivateFiles.Open(Name + "2", FileMode.Open, FileAccess.ReadWrite, FileShare.None));

        Assert.True(PrivateFiles.IsTaken(taken));
        Assert.False(PrivateFiles.IsTaken(missing));
    }

    [Fact]
    public void CreateFolder_Missing_IsItsOwnersAlone()
    {
        var folder = PrivateFiles.CreateFolder(Path.Combine(_folder, "a")).FullName;

        Assert.True(PrivateFiles.IsOwnersFolder(folder));
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.False(PrivateFiles.IsOwnersFolder(folder));
        PrivateFiles.CloseFolder(folder);
        Assert.True(PrivateFiles.IsOwnersFolder(folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
