using EventAuth.Admin.Components.Live;
using EventAuth.Admin.Explanations;
using EventAuth.Core.Decisions;
using Microsoft.AspNetCore.WebUtilities;

namespace EventAuth.Admin.Tests.Explanations;

public sealed class LiveAddressTests
{
    private static readonly DecisionFilter Everything = new(Accepted: false, "form.submit", DecisionReason.JwtRequired, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)))
    {
        Until = DateTimeOffset.UnixEpoch.AddYears(60).AddMilliseconds(5),
        CertificateId = "cert+/= 1",
    };

    [Fact]
    public void Of_Nothing_IsThePage() => Assert.Equal("live", LiveAddress.Of(new DecisionFilter()));

    [Fact]
    public void Of_Filter_IsReadBackByThePage()
    {
        var (filter, problems) = Read(LiveAddress.Of(Everything));

        Assert.Equal(Everything, filter);
        Assert.Empty(problems);
    }

    [Fact]
    public void Of_Times_AreWrittenInUtc() => Assert.Equal(
        "live?since=2026-01-02T02%3A04%3A05Z",
        LiveAddress.Of(new DecisionFilter(Since: Everything.Since)));

    [Fact]
    public void Of_Customer_StaysOut() => Assert.Equal("live?outcome=accepted", LiveAddress.Of(new DecisionFilter(Accepted: true) { Customer = "ada@shop.example", AfterId = 7 }));

    [Theory]
    [InlineData("live?outcome=maybe")]
    [InlineData("live?action=a%20b")]
    [InlineData("live?code=because")]
    [InlineData("live?since=yesterday")]
    [InlineData("live?until=2026-01-01T00:00:00")]
    [InlineData("live?until=2026-02-30T00:00:00Z")]
    public void Read_PartThatIsNone_IsLeftOutAndSaid(string address)
    {
        var (filter, problems) = Read(address);

        Assert.Equal(new DecisionFilter(), filter);
        Assert.Single(problems);
    }

    [Fact]
    public void Read_TimeWithAnOffset_IsThatMoment() =>
        Assert.Equal(DateTimeOffset.UnixEpoch, Read("live?since=1970-01-01T02:00:00+02:00").Filter.Since);

    [Fact]
    public void Read_EndBeforeBeginning_IsSaid() =>
        Assert.Single(Read("live?since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z").Problems);

    private static (DecisionFilter Filter, IReadOnlyList<string> Problems) Read(string address)
    {
        var query = QueryHelpers.ParseQuery(address[LiveAddress.Page.Length..]);
        return LiveQuery.Read(Value(LiveAddress.Outcome), Value(LiveAddress.Action), Value(LiveAddress.Code), Value(LiveAddress.Since), Value(LiveAddress.Until), Value(LiveAddress.Certificate));

        string? Value(string name) => query.TryGetValue(name, out var values) ? values.ToString() : null;
    }
}
