using EventAuth.Storage.Database;

namespace EventAuth.Storage.Tests.Database;

public sealed class WriteTurnsTests
{
    private readonly WriteTurns _turns = new();

    [Fact]
    public async Task Turns_AskedForInOrder_ComeInThatOrder()
    {
        await _turns.TakeAsync(CancellationToken.None);
        var first = _turns.TakeAsync(CancellationToken.None);
        var second = Task.Run(() => _turns.TryTake(TimeSpan.FromMinutes(1)));
        await WaitForAsync(waiting: 2);
        var third = _turns.TakeAsync(CancellationToken.None);

        Assert.False(first.IsCompleted);
        _turns.GiveBack();
        await first;
        Assert.False(second.IsCompleted || third.IsCompleted);
        _turns.GiveBack();
        Assert.NotNull(await second);
        Assert.False(third.IsCompleted);
        _turns.GiveBack();
        await third;
    }

    [Fact]
    public async Task Turns_OfOneWhoNoLongerWaits_GoToTheNext()
    {
        using var cancelled = new CancellationTokenSource();
        await _turns.TakeAsync(CancellationToken.None);
        var first = _turns.TakeAsync(cancelled.Token);
        Assert.Null(_turns.TryTake(TimeSpan.Zero));
        var third = _turns.TakeAsync(CancellationToken.None);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _turns.GiveBack();
        await third;
        _turns.GiveBack();

        Assert.Equal(0, _turns.Waiting);
        Assert.NotNull(_turns.TryTake(TimeSpan.Zero));
    }

    [Fact]
    public void Turns_WithoutAWait_AllocateNothing()
    {
        for (var i = 0; i < 2; i++)
        {
            using var turn = _turns.TryTake(TimeSpan.Zero);
            Assert.NotNull(turn);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        using (_turns.TryTake(TimeSpan.Zero))
        {
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private async Task WaitForAsync(int waiting)
    {
        while (_turns.Waiting < waiting)
        {
            await Task.Yield();
        }
    }
}
