using EventAuth.Admin.Components.Overview;
using EventAuth.Core.Certificates;
using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Tests.Components.Overview;

public sealed class OverviewRowsTests
{
    private static readonly TimeZoneInfo Ahead = TimeZoneInfo.CreateCustomTimeZone("ahead", TimeSpan.FromHours(2), null, null);
    private static readonly TimeZoneInfo Behind = TimeZoneInfo.CreateCustomTimeZone("behind", TimeSpan.FromHours(-9.5), null, null);

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
    public void Certificates_Known_AreNamedByTheirDayAndFingerprint()
    {
        var certificate = new Certificate("cert-1", "", new string('a', 64), 2048, CountsDouble.From, "");

        var row = OverviewRows.Certificates(CountsDouble.Busy, [certificate], certificate, Ahead)[1];

        Assert.Equal(("certificate of 3 Nov, 11:00", "aaaaaaaa", "in force"), (row.Label, row.Code, row.Tag));
    }

    [Fact]
    public void Actions_BeyondThoseToldApart_AreOneLineThatLeadsNowhere()
    {
        var row = OverviewRows.Actions(CountsDouble.Busy with { OtherActions = new ActionCount(null, 5, 2, 0, 0) }, isComparable: true)[^1];

        Assert.Equal(("other names", 5, 2, null), (row.Label, row.Accepted, row.Rejected, row.RejectedAddress));
    }
}
