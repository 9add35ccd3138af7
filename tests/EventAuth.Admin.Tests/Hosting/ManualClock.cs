namespace EventAuth.Admin.Tests.Hosting;

/// <summary>A clock that goes on only when told; timers run by the real one.</summary>
internal sealed class ManualClock : TimeProvider
{
    private DateTimeOffset _now = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time) => _now += time;
}
