using EventAuth.Core.Decisions;
using EventAuth.Storage.Counts;

namespace EventAuth.Storage.Tests.Counts;

public sealed class RejectionFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventauth-rejections-").FullName;

    private string File => Path.Combine(_folder, "rejections.counts");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Open_FileOfBefore_GoesOnCounting()
    {
        var key = new RejectionKey(DecisionReason.InvalidToken, "form.submit", "k1");
        var bare = new RejectionKey(DecisionReason.InvalidEvent, null, null);
        Guid id;
        using (var file = Open())
        {
            id = file.Id;
            file.Add(file.Take(key), 3, second: 100);
            file.Add(file.Take(bare), 1, second: 101);
        }

        using var again = Open();
        Assert.Equal((id, 2), (again.Id, again.Used));
        Assert.Equal((key, 3, 100), (again.KeyOf(0), again.CountOf(0), again.LastSecondOf(0)));
        Assert.Equal((bare, 1, 101), (again.KeyOf(1), again.CountOf(1), again.LastSecondOf(1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(3_000_000)]
    public void Open_AnotherFileInItsPlace_MakesItAnew(int length)
    {
        System.IO.File.WriteAllBytes(File, new byte[length]);
        using var file = Open();
        Assert.Equal(0, file.Used);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, (RejectionFile.Slots / 2) + 1)]
    public void Open_MoreThanHalfFull_IsMadeAnewOnceAllOfItIsCounted(bool isCounted, int used)
    {
        using (var file = Open())
        {
            for (var i = 0; i <= RejectionFile.Slots / 2; i++)
            {
                file.Take(new RejectionKey(DecisionReason.InvalidToken, $"a.{i}", null));
            }
        }

        using var again = RejectionFile.Open(File, _ => isCounted);
        Assert.Equal(used, again.Used);
    }

    [Fact]
    public void Take_NoSlotIsFree_SaysSo()
    {
        using var file = Open();
        for (var i = 0; i < RejectionFile.Slots; i++)
        {
            Assert.Equal(i, file.Take(new RejectionKey(DecisionReason.InvalidToken, $"a.{i}", null)));
        }

        Assert.Equal(RejectionFile.Slots, file.Take(new RejectionKey(DecisionReason.InvalidToken, "more", null)));
    }

    [Fact]
    public void File_IsTheOwnersAlone()
    {
        Open().Dispose();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    private RejectionFile Open() => RejectionFile.Open(File, _ => true);
}
