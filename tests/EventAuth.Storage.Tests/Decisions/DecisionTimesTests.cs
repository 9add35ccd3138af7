using EventAuth.Storage.Decisions;

namespace EventAuth.Storage.Tests.Decisions;

public sealed class DecisionTimesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void BeforeAndAfter_AnyTime_AreAMinuteAway()
    {
        Assert.Equal(Noon.AddMinutes(-1), DecisionTimes.Before(Noon));
        Assert.Equal(Noon.AddMinutes(1), DecisionTimes.After(Noon));
    }

    [Fact]
    public void BeforeAndAfter_AtTheEndsOfTime_StayThere()
    {
        Assert.Equal(DateTimeOffset.MinValue, DecisionTimes.Before(DateTimeOffset.MinValue.AddSeconds(59)));
        Assert.Equal(DateTimeOffset.MaxValue, DecisionTimes.After(DateTimeOffset.MaxValue.AddSeconds(-59)));
    }
}
