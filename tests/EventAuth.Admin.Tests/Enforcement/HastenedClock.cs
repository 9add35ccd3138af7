using EventAuth.Admin.Enforcement;

namespace EventAuth.Admin.Tests.Enforcement;

/// <summary>The real clock, for which the minute between two proofs of enforcement is a fifth of a second.</summary>
internal sealed class HastenedClock : TimeProvider
{
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(0.2);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Hasten(dueTime), Hasten(period));

    private static TimeSpan Hasten(TimeSpan time) => time == EnforcementProbe.Pause ? s_short : time;
}
