using EventAuth.Core.Journal;
using EventAuth.Storage.Files;
using EventAuth.Storage.Journal;
using Microsoft.Extensions.Logging.Abstractions;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

public sealed class WalCheckpointerTests : IAsyncLifetime
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StartAsync();

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task Checkpoint_AfterEachRound_KeepsTheLogShort()
    {
        await AppendOneByOneAsync();
        var first = Checkpoint(maxLogPages: 1);

        var longest = 0L;
        for (var round = 0; round < 20; round++)
        {
            await AppendOneByOneAsync();
            longest = Math.Max(longest, Checkpoint(maxLogPages: 1));
        }

        Assert.InRange(longest, 1, 3 * first);
        Assert.Equal(21 * 10, (await _storage.ActivitiesAsync(U1)).Count);
    }

    [Fact]
    public async Task Checkpoint_WhileEventsAreWritten_LosesNothing()
    {
        var writing = Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AppendRoundAsync()));
        while (!writing.IsCompleted)
        {
            Checkpoint(maxLogPages: 1);
        }

        await writing;
        await _storage.RestartAsync();
        Assert.Equal(400, (await _storage.ActivitiesAsync(U1)).Count);
    }

    private long Checkpoint(long maxLogPages)
    {
        using var files = new StorageFiles(_storage.Options, NullLogger<StorageFiles>.Instance);
        using var checkpointer = new WalCheckpointer(
            _storage.Options, files, _storage.Turns, TimeProvider.System, NullLogger<WalCheckpointer>.Instance);
        return checkpointer.Checkpoint(maxLogPages);
    }

    // A transaction for each, so that every round makes the log about as long.
    private async Task AppendOneByOneAsync()
    {
        for (var n = 0; n < 10; n++)
        {
            await _storage.AppendAsync(Entry(U1));
        }
    }

    private Task<JournalReceipt[]> AppendRoundAsync() => Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _storage.AppendAsync(Entry(U1))));
}
