using EventAuth.Storage.Nodes;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Nodes;

/// <summary>Who runs over a database, as each process reports itself.</summary>
public sealed class NodeDirectoryTests
{
    private static readonly NodeReport s_first = Report("a");
    private static readonly NodeReport s_second = Report("b") with { HasConsole = false };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Report_Twice_IsOneNodeWithItsLastState(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        var directory = storage.Get<INodeDirectory>();
        await directory.ReportAsync(s_first, CancellationToken.None);

        var all = await directory.ReportAsync(s_first with { PolicyVersion = 8, DecisionsPerSecond = 2.5 }, CancellationToken.None);

        var node = Assert.Single(all);
        Assert.Equal(s_first with { PolicyVersion = 8, DecisionsPerSecond = 2.5, HeardAt = node.HeardAt }, node);
        Assert.False(node.IsSilent(storage.Clock.GetUtcNow()));
        Assert.Equal(onServer, directory.IsShared);
    }

    [Fact]
    public async Task Report_OfTwo_IsSeenByBothUntilOneLeaves()
    {
        await using var storage = await StartAsync(onServer: true);
        await using var other = await storage.StartAfterSuddenEndAsync();
        var (here, there) = (storage.Get<INodeDirectory>(), other.Get<INodeDirectory>());
        await here.ReportAsync(s_first, CancellationToken.None);

        var both = await there.ReportAsync(s_second, CancellationToken.None);
        await there.LeaveAsync(s_second.Id, CancellationToken.None);
        var one = await here.ReportAsync(s_first, CancellationToken.None);

        Assert.Equal([("a", true), ("b", false)], both.Select(node => (node.Name, node.HasConsole)));
        Assert.Equal(["a"], one.Select(node => node.Name));
    }

    [Fact]
    public async Task Silence_OfAKilledProcess_IsShownUntilItIsBackOrADayIsOver()
    {
        await using var storage = await StartAsync(onServer: true);
        var directory = storage.Get<INodeDirectory>();
        await directory.ReportAsync(s_second, CancellationToken.None);
        Age(storage, TimeSpan.FromMinutes(1));

        var silent = (await directory.ReportAsync(s_first, CancellationToken.None)).Single(node => node.Id == s_second.Id);
        var again = await directory.ReportAsync(s_second with { Id = Guid.NewGuid() }, CancellationToken.None);
        Age(storage, TimeSpan.FromDays(2));
        var late = await directory.ReportAsync(s_first, CancellationToken.None);

        Assert.True(silent.IsSilent(storage.Clock.GetUtcNow()));
        Assert.InRange(storage.Clock.GetUtcNow() - silent.HeardAt, TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(10));
        Assert.Equal(["a", "b"], again.Select(node => node.Name));
        Assert.DoesNotContain(again, node => node.Id == s_second.Id);
        Assert.Equal(["a"], late.Select(node => node.Name));
    }

    [Fact]
    public async Task Name_OfTwoThatBothReport_IsShownTwice()
    {
        await using var storage = await StartAsync(onServer: true);
        var directory = storage.Get<INodeDirectory>();
        await directory.ReportAsync(s_first, CancellationToken.None);

        var all = await directory.ReportAsync(s_first with { Id = Guid.NewGuid() }, CancellationToken.None);

        Assert.Equal(["a", "a"], all.Select(node => node.Name));
    }

    private static NodeReport Report(string name) => new(Guid.NewGuid(), name, Now, HasConsole: true, HasIngest: true, 7, 0);

    private static void Age(StorageFixture storage, TimeSpan age) =>
        _ = storage.Read($"""UPDATE "Nodes" SET "HeardAt" = "HeardAt" - {(long)age.TotalMilliseconds}""");
}
