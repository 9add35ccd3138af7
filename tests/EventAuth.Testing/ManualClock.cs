namespace EventAuth.Testing;

/// <summary>A clock that goes on only when told; timers run by the real one.</summary>
/// <param name="start">Where it stands at first.</param>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    /// <summary>A clock that stands at the present.</summary>
    public ManualClock()
        : this(System.GetUtcNow())
    {
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Moves it on.</summary>
    public void Advance(TimeSpan time) => _now += time;
}
