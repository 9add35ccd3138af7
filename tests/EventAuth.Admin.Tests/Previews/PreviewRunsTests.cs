using EventAuth.Admin.Previews;
using EventAuth.Core.Policies;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Previews;

/// <summary>The previews of a process: one at a time, not too many, and each kept for a while.</summary>
public sealed class PreviewRunsTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly ReplayDouble _replay = new();
    private readonly PreviewRuns _runs;

    public PreviewRunsTests() => _runs = new PreviewRuns(_replay, _clock);

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task Start_WhileAnotherIsMade_WaitsForItsTurn()
    {
        var first = Start();
        var asked = await _replay.NextAsync();
        var second = Start();
        Assert.Equal(0, _replay.Waiting);

        asked.Answer.SetResult(ReplayDouble.Empty);

        await first.Result;
        (await _replay.NextAsync()).Answer.SetResult(ReplayDouble.Empty);
        Assert.Same(ReplayDouble.Empty, await second.Result);
    }

    [Fact]
    public async Task Cancel_WhileItWaitsForItsTurn_LeavesTheOthersTheirs()
    {
        Start();
        var asked = await _replay.NextAsync();
        var waiting = Start();
        var last = Start();

        waiting.Cancel();
        asked.Answer.SetResult(ReplayDouble.Empty);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Result);
        (await _replay.NextAsync()).Answer.SetResult(ReplayDouble.Empty);
        await last.Result;
    }

    [Fact]
    public async Task Start_AfterOneThatFailed_IsMade()
    {
        var failing = Start();
        (await _replay.NextAsync()).Answer.SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => failing.Result);

        var next = Start();

        (await _replay.NextAsync()).Answer.SetResult(ReplayDouble.Empty);
        await next.Result;
    }

    [Fact]
    public async Task Start_MoreThanAreKept_IsRefusedUntilOneEnds()
    {
        var runs = Enumerable.Range(0, PreviewRuns.Most).Select(_ => Start()).ToList();
        Assert.Null(_runs.TryStart(Question));

        runs[^1].Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runs[^1].Result);

        Assert.NotNull(_runs.TryStart(Question));
        Assert.Null(_runs.Find(runs[^1].Id));
        Assert.Same(runs[0], _runs.Find(runs[0].Id));
    }

    [Fact]
    public async Task Start_ManyOneAfterAnother_ForgetsTheOldestThatEnded()
    {
        var runs = new List<PreviewRun>();
        for (var i = 0; i <= PreviewRuns.Most; i++)
        {
            runs.Add(Start());
            (await _replay.NextAsync()).Answer.SetResult(ReplayDouble.Empty);
            await runs[^1].Result;
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Null(_runs.Find(runs[0].Id));
        Assert.All(runs.Skip(1), run => Assert.Same(run, _runs.Find(run.Id)));
    }

    [Fact]
    public async Task Find_TenMinutesAfterItsEnd_IsForgotten()
    {
        var run = Start();
        _clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Same(run, _runs.Find(run.Id));
        (await _replay.NextAsync()).Answer.SetResult(ReplayDouble.Empty);
        await run.Result;

        _clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.Same(run, _runs.Find(run.Id));
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(_runs.Find(run.Id));
        Start();
        run.Cancel();
    }

    [Fact]
    public void Find_AnyOtherId_IsNone() => Assert.All(["", "1", Guid.NewGuid().ToString("N")], id => Assert.Null(_runs.Find(id)));

    [Fact]
    public async Task Progress_Reported_IsTheRuns()
    {
        var run = Start();
        Assert.Equal(0, run.Progress);

        (await _replay.NextAsync()).Progress.Report(0.4);

        Assert.Equal(0.4, run.Progress);
    }

    [Fact]
    public async Task Dispose_WhileRunning_CancelsThem()
    {
        var runs = new PreviewRuns(_replay, _clock);
        var run = runs.TryStart(Question)!;
        await _replay.NextAsync();

        runs.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Result);
    }

    private static PreviewQuestion Question => new(EventPolicy.Empty, Compared: null, BasedOn: 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));

    private PreviewRun Start() => _runs.TryStart(Question)!;
}
