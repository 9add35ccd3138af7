namespace EventAuth.Testing;

/// <summary>The real clock, except timers of one length, which end at once.</summary>
/// <param name="hurried">Which length.</param>
public sealed class HurriedClock(TimeSpan hurried) : TimeProvider
{
    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime == hurried ? TimeSpan.Zero : dueTime, period);
}
