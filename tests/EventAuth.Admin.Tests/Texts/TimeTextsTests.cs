using EventAuth.Admin.Texts;

namespace EventAuth.Admin.Tests.Texts;

public sealed class TimeTextsTests
{
    private static readonly DateTimeOffset Moment = new(2026, 11, 3, 13, 5, 9, 250, TimeSpan.Zero);

    [Theory]
    [InlineData(-5, "just now")]
    [InlineData(0.9, "just now")]
    [InlineData(12, "12 s ago")]
    [InlineData(59.9, "59 s ago")]
    [InlineData(60, "1 min ago")]
    [InlineData(7199, "1 h ago")]
    [InlineData(86_400, "1 day ago")]
    [InlineData(172_800, "2 days ago")]
    [InlineData(172_800_000, "2,000 days ago")]
    public void Ago_Seconds_SaysTheLargestWholeUnit(double seconds, string words) =>
        Assert.Equal(words, TimeTexts.Ago(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Local_AnotherZone_IsShiftedIntoIt()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromMinutes(330), displayName: null, standardDisplayName: null);

        Assert.Equal("3 Nov 2026, 18:35", TimeTexts.Local(Moment, zone, seconds: false));
        Assert.Equal("3 Nov 2026, 18:35:09", TimeTexts.Local(Moment, zone, seconds: true));
    }

    [Fact]
    public void ExactUtc_OffsetGiven_IsUtcToTheMillisecond() =>
        Assert.Equal("2026-11-03 13:05:09.250 UTC", TimeTexts.ExactUtc(Moment.ToOffset(TimeSpan.FromHours(2))));
}
