using EventAuth.Storage.Database;
using EventAuth.Storage.Files;
using EventAuth.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventAuth.Storage.Tests.Files;

/// <summary>A file that goes is noticed at the next question, however long all was well before.</summary>
public sealed class StorageFilesTests : IDisposable
{
    private readonly StorageOptions _options = new() { Path = Directory.CreateTempSubdirectory("eventauth-files-").FullName };
    private readonly ManualClock _clock = new(StorageFixture.Now);
    private readonly StorageFiles _files;

    public StorageFilesTests()
    {
        _files = new StorageFiles(_options, _clock, NullLogger<StorageFiles>.Instance);
        _files.Claim();
        File.WriteAllBytes(Log, [1]);
        File.WriteAllBytes(Index, [1]);
        _files.WatchLog();
    }

    private string Log => _options.DatabaseFile + "-wal";

    private string Index => _options.DatabaseFile + "-shm";

    /// <summary>What happens to a file, by how often and how far apart all was found well before.</summary>
    public static TheoryData<string, int, int> Losses
    {
        get
        {
            var losses = new TheoryData<string, int, int>();
            foreach (var loss in (string[])["removed", "moved away", "replaced", "folder moved"])
            {
                foreach (var milliseconds in (int[])[0, 10, 1_000])
                {
                    losses.Add(loss, 0, milliseconds);
                    losses.Add(loss, 1, milliseconds);
                    losses.Add(loss, 5, milliseconds);
                }
            }

            return losses;
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Check_AfterAFileHasGone_Throws(string loss, int checksBefore, int millisecondsApart)
    {
        for (var i = 0; i < checksBefore; i++)
        {
            _files.Check();
            _clock.Advance(TimeSpan.FromMilliseconds(millisecondsApart));
            WaitForTheNextStep();
        }

        Lose(loss);

        Assert.Throws<StorageLostException>(_files.Check);
        Assert.Throws<StorageLostException>(_files.Check);
    }

    [Fact]
    public void Check_FileThatCameBack_IsWellAgain()
    {
        CheckOften();
        File.Move(Log, Log + ".away");
        Assert.Throws<StorageLostException>(_files.Check);

        File.Move(Log + ".away", Log);

        CheckOften();
    }

    [Fact]
    public void Check_OtherFilesInTheFolder_AreNobodysLoss()
    {
        CheckOften();
        File.WriteAllText(Path.Combine(_options.Path, "other"), "");
        CheckOften();
    }

    public void Dispose()
    {
        _files.Dispose();
        Directory.Delete(Directory.Exists(_options.Path) ? _options.Path : _options.Path + ".away", recursive: true);
    }

    private void CheckOften()
    {
        for (var i = 0; i < 4; i++)
        {
            _files.Check();
            _clock.Advance(TimeSpan.FromSeconds(1));
            WaitForTheNextStep();
        }
    }

    // The clock of the files is the system's.
    private void WaitForTheNextStep()
    {
        var probe = Path.GetTempFileName();
        while (Directory.Exists(_options.Path) && File.GetLastWriteTimeUtc(probe) <= Directory.GetLastWriteTimeUtc(_options.Path))
        {
            File.WriteAllBytes(probe, [1]);
        }

        File.Delete(probe);
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
