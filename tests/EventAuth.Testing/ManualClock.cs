namespace EventAuth.Testing;

/// <summary>A clock that goes on only when told; timers run by the real one.</summary>
/// <param name="start">Its time at first.</param>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;
    private TimeSpan _passed = TimeSpan.FromDays(1);

    /// <summary>A clock that starts at the current time.</summary>
    public ManualClock()
        : this(System.GetUtcNow())
    {
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <inheritdoc/>
    public override long GetTimestamp() => _passed.Ticks;

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time)
    {
        _now += time;
        _passed += time;
    }

    /// <summary>Sets it, ahead or back, as a person or a time server does: no time passes.</summary>
    public void Set(TimeSpan by) => _now += by;
}
