using EventAuth.Storage.Database;
using EventAuth.Storage.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventAuth.Storage.Tests.Files;

/// <summary>A file that was removed is noticed at the next check, however long all was fine before.</summary>
public sealed class StorageFilesTests : IDisposable
{
    private readonly StorageOptions _options = new() { Path = Directory.CreateTempSubdirectory("eventauth-files-").FullName };
    private readonly StorageFiles _files;

    public StorageFilesTests()
    {
        _files = new StorageFiles(_options, NullLogger<StorageFiles>.Instance);
        _files.Claim();
        File.WriteAllBytes(Log, [1]);
        File.WriteAllBytes(Index, [1]);
        _files.WatchLog();
    }

    private string Log => _options.DatabaseFile + "-wal";

    private string Index => _options.DatabaseFile + "-shm";

    /// <summary>What happens to a file, by how often all was fine before.</summary>
    public static TheoryData<string, int> Losses
    {
        get
        {
            var losses = new TheoryData<string, int>();
            foreach (var loss in (string[])["removed", "moved away", "replaced", "folder moved"])
            {
                losses.Add(loss, 0);
                losses.Add(loss, 1);
                losses.Add(loss, 5);
            }

            return losses;
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Check_AfterAFileHasGone_Throws(string loss, int checksBefore)
    {
        Check(checksBefore);

        Lose(loss);

        Assert.Throws<StorageLostException>(_files.Check);
        Assert.Throws<StorageLostException>(_files.Check);
    }

    [Fact]
    public void Check_FileThatCameBack_IsWellAgain()
    {
        Check(4);
        File.Move(Log, Log + ".away");
        Assert.Throws<StorageLostException>(_files.Check);

        File.Move(Log + ".away", Log);

        Check(4);
    }

    [Fact]
    public void Check_OtherFilesInTheFolder_AreNobodysLoss()
    {
        Check(4);
        File.WriteAllText(Path.Combine(_options.Path, "other"), "");
        Check(4);
    }

    public void Dispose()
    {
        _files.Dispose();
        Directory.Delete(Directory.Exists(_options.Path) ? _options.Path : _options.Path + ".away", recursive: true);
    }

    private void Check(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _files.Check();
        }
    }

    private void Lose(string loss)
    {
        switch (loss)
        {
            case "removed":
                File.Delete(Log);
                break;
            case "moved away":
                File.Move(Index, Index + ".away");
                break;
            case "replaced":
                File.WriteAllBytes(Log + ".new", [1]);
                File.Move(Log + ".new", Log, overwrite: true);
                break;
            default:
                Directory.Move(_options.Path, _options.Path + ".away");
                break;
        }
    }
}
