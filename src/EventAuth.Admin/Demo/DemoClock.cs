namespace EventAuth.Admin.Demo;

/// <summary>A clock that starts in the past, moves forward to the present, and never goes back. Timers and timestamps are real.</summary>
/// <param name="behind">How far it is behind the system's clock at first.</param>
internal sealed class DemoClock(TimeSpan behind) : TimeProvider
{
    private long _behind = behind.Ticks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - new TimeSpan(Volatile.Read(ref _behind));

    /// <summary>Moves it forward to this far behind the system's clock, not more than before. By one caller at a time.</summary>
    public void MoveOn(TimeSpan behind)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(behind.Ticks, nameof(behind));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(behind.Ticks, _behind, nameof(behind));
        Volatile.Write(ref _behind, behind.Ticks);
    }
}
