namespace EventAuth.Admin.Tests.Hosting;

/// <summary>A clock that goes on only when told; timers run by the real one.</summary>
internal sealed class ManualClock : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public void Advance(TimeSpan time) => _ahead += time;
}
