using EventAuth.Admin.Components.Overview;
using EventAuth.Core.Certificates;
using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Tests.Components.Overview;

public sealed class OverviewWordsTests
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
    public void Share_OfAWhole_NeverRoundsToNothingOrAll(long count, long all, string words) => Assert.Equal(words, OverviewWords.Share(count, all));

    [Fact]
    public void Periods_OfAZoneAhead_AreLabelledInItsTimeAndNarrowedInUtc()
    {
        var row = OverviewRows.Periods(CountsDouble.Busy with { Step = TimeSpan.FromHours(6) }, OverviewSpan.Week, Ahead)[0];

        Assert.Equal(("Tue 3 Nov, 11:00", "Tue 3"), (row.Label, row.Tick));
        Assert.Equal("live?outcome=accepted&since=2026-11-03T09%3A00%3A00Z&until=2026-11-03T15%3A00%3A00Z", row.AcceptedAddress);
        Assert.Null(row.RejectedAddress);
    }

    [Fact]
    public void Periods_ByTheDay_AreNamedByTheDayInUtcInEveryZone()
    {
        var midnight = new DateTimeOffset(2026, 11, 3, 0, 0, 0, TimeSpan.Zero);
        var overview = CountsDouble.Busy with { Periods = [new PeriodCount(midnight, 1, 0)] };

        Assert.All([Ahead, Behind], zone => Assert.Equal("Tue 3 Nov", OverviewRows.Periods(overview, OverviewSpan.Month, zone)[0].Label));
    }

    [Fact]
    public void Note_WherePeriodsBeginElsewhereThanTheClockSuggests_SaysSo()
    {
        var now = CountsDouble.From;

        Assert.Null(OverviewSpan.Hour.ToNote(Ahead, now));
        Assert.Null(OverviewSpan.Week.ToNote(TimeZoneInfo.Utc, now));
        Assert.Equal("Periods begin at 0:00, 6:00, 12:00 and 18:00 UTC; your clock is 9:30 h behind UTC now.", OverviewSpan.Week.ToNote(Behind, now));
        Assert.Equal("A day begins at midnight UTC; your clock is 2:00 h ahead of UTC now.", OverviewSpan.Month.ToNote(Ahead, now));
        Assert.Equal("A day begins at midnight UTC; so does yours now.", OverviewSpan.Month.ToNote(TimeZoneInfo.Utc, now));
    }

    [Fact]
    public void Certificates_Known_AreNamedByTheirDayAndFingerprint()
    {
        var certificate = new Certificate("cert-1", "", new string('a', 64), 2048, CountsDouble.From, "");

        var row = OverviewRows.Certificates(CountsDouble.Busy, [certificate], certificate, Ahead)[1];

        Assert.Equal(("key of 3 Nov, 11:00", "aaaaaaaa", "in force"), (row.Label, row.Code, row.Tag));
    }

    [Fact]
    public void Actions_BeyondThoseToldApart_AreOneLineThatLeadsNowhere()
    {
        var row = OverviewRows.Actions(CountsDouble.Busy with { OtherActions = new ActionCount(null, 5, 2, 0, 0) })[^1];

        Assert.Equal(("All other events", 5, 2, null), (row.Label, row.Accepted, row.Rejected, row.RejectedAddress));
    }

    [Fact]
    public void Reasons_All_AreShortEnoughForAChart() =>
        Assert.All(Enum.GetValues<DecisionReason>(), reason => Assert.InRange(reason.ToShortWords().Length, 5, 24));
}
