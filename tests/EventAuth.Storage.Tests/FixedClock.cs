namespace EventAuth.Storage.Tests;

/// <summary>A clock that stands still when it is set, and runs before that; its timers run.</summary>
internal sealed class FixedClock : TimeProvider
{
    private TimeSpan _passed;

    /// <summary>The time it was set to, as a person sets a clock: no time passes by this.</summary>
    public DateTimeOffset? UtcNow { get; set; }

    public override DateTimeOffset GetUtcNow() => UtcNow ?? System.GetUtcNow();

    public override long GetTimestamp() => base.GetTimestamp() + (long)(_passed.TotalSeconds * TimestampFrequency);

    /// <summary>Lets time pass for a clock that was set.</summary>
    public void Advance(TimeSpan time)
    {
        UtcNow += time;
        _passed += time;
    }
}
