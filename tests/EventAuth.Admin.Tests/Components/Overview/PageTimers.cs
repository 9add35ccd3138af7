namespace EventAuth.Admin.Tests.Components.Overview;

/// <summary>The real clock, except the timers of the page, which tick when told.</summary>
internal sealed class PageTimers : TimeProvider
{
    private readonly List<PageTimer> _timers = [];

    /// <summary>How often the page's timer is set to tick; null before it has one.</summary>
    public TimeSpan? Period => _timers.LastOrDefault(timer => !timer.IsDisposed)?.Period;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // A page creates its timers in the renderer's context; background work has no context, and its timers run.
        if (SynchronizationContext.Current is null || (period != TimeSpan.FromSeconds(10) && period != TimeSpan.FromSeconds(60)))
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        var timer = new PageTimer(() => callback(state), period);
        _timers.Add(timer);
        return timer;
    }

    public void Tick() => _timers.Where(timer => !timer.IsDisposed).ToList().ForEach(timer => timer.Tick());

    private sealed class PageTimer(Action tick, TimeSpan period) : ITimer
    {
        public TimeSpan Period { get; private set; } = period;

        public bool IsDisposed { get; private set; }

        public Action Tick { get; } = tick;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Period = period;
            return true;
        }

        public void Dispose() => IsDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
