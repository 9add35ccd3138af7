namespace EventAuth.Storage.Tests;

/// <summary>A clock that stands where it is put, and goes until then; its timers run.</summary>
internal sealed class FixedClock : TimeProvider
{
    public DateTimeOffset? UtcNow { get; set; }

    public override DateTimeOffset GetUtcNow() => UtcNow ?? System.GetUtcNow();
}
