using EventAuth.Admin.Texts;
using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Tests.Texts;

public sealed class OverviewTextsTests
{
    private static readonly TimeZoneInfo Ahead = TimeZoneInfo.CreateCustomTimeZone("ahead", TimeSpan.FromHours(2), null, null);
    private static readonly TimeZoneInfo Behind = TimeZoneInfo.CreateCustomTimeZone("behind", TimeSpan.FromHours(-9.5), null, null);

    [Theory]
    [InlineData(0, 0, "0 %")]
    [InlineData(0, 10, "0 %")]
    [InlineData(1, 10_000, "under 0.1 %")]
    [InlineData(9_999, 10_000, "over 99.9 %")]
    [InlineData(10, 10, "100 %")]
    [InlineData(1, 3, "33.3 %")]
    public void Share_OfAWhole_NeverRoundsToNothingOrAll(long count, long all, string words) => Assert.Equal(words, Numbers.Share(count, all));

    [Fact]
    public void Note_WherePeriodsDoNotStartAsTheClockSuggests_SaysSo()
    {
        var now = new DateTimeOffset(2026, 11, 3, 9, 0, 0, TimeSpan.Zero);

        Assert.Null(OverviewSpan.Hour.ToNote(Ahead, now));
        Assert.Null(OverviewSpan.Week.ToNote(TimeZoneInfo.Utc, now));
        Assert.Equal("Periods start at 0:00, 6:00, 12:00 and 18:00 UTC; your clock is 9:30 h behind UTC now.", OverviewSpan.Week.ToNote(Behind, now));
        Assert.Equal("Days start at midnight UTC; your clock is 2:00 h ahead of UTC now.", OverviewSpan.Month.ToNote(Ahead, now));
        Assert.Equal("Days start at midnight UTC; your clock shows UTC now.", OverviewSpan.Month.ToNote(TimeZoneInfo.Utc, now));
    }
}
