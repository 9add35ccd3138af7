namespace EventAuth.Storage.Tests;

/// <summary>A clock that stands where it is put, and goes until then; its timers run.</summary>
internal sealed class FixedClock : TimeProvider
{
    private TimeSpan _passed;

    /// <summary>Where it was put, as a person sets a clock: no time passes by it.</summary>
    public DateTimeOffset? UtcNow { get; set; }

    public override DateTimeOffset GetUtcNow() => UtcNow ?? System.GetUtcNow();

    public override long GetTimestamp() => base.GetTimestamp() + (long)(_passed.TotalSeconds * TimestampFrequency);

    /// <summary>Lets time pass for a clock that was put somewhere.</summary>
    public void Advance(TimeSpan time)
    {
        UtcNow += time;
        _passed += time;
    }
}
