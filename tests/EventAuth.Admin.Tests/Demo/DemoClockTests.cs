using EventAuth.Admin.Demo;

namespace EventAuth.Admin.Tests.Demo;

public sealed class DemoClockTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly DemoClock _clock = new(2 * Day);

    [Fact]
    public void Now_MovedOnStepByStep_EndsWithTheSystemsTime()
    {
        AssertBehind(2 * Day);
        _clock.MoveOn(Day);
        AssertBehind(Day);
        _clock.MoveOn(TimeSpan.Zero);
        AssertBehind(TimeSpan.Zero);
    }

    [Fact]
    public void MoveOn_BackOrBeyondThePresent_Throws()
    {
        _clock.MoveOn(Day);

        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.MoveOn(2 * Day));
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.MoveOn(-Day));
        AssertBehind(Day);
    }

    [Fact]
    public async Task Timers_OfAClockThatIsBehind_AreReal()
    {
        var started = _clock.GetTimestamp();
        var fired = new TaskCompletionSource();
        await using var timer = _clock.CreateTimer(_ => fired.TrySetResult(), null, TimeSpan.FromMilliseconds(20), Timeout.InfiniteTimeSpan);
        await fired.Task;

        Assert.InRange(_clock.GetElapsedTime(started), TimeSpan.FromMilliseconds(15), Day);
    }

    private void AssertBehind(TimeSpan behind)
    {
        var before = TimeProvider.System.GetUtcNow();
        var now = _clock.GetUtcNow();
        Assert.InRange(now + behind, before, TimeProvider.System.GetUtcNow());
    }
}
