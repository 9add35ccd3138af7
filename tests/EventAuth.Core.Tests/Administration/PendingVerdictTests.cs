using EventAuth.Core.Administration;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace EventAuth.Core.Tests.Administration;

public sealed class PendingVerdictTests
{
    private static readonly DateTimeOffset s_until = new(2026, 11, 22, 12, 10, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_before = s_until.AddMilliseconds(-1);
    private static readonly PendingChange s_confirm = new(2, 1, PendingKind.Confirm, s_until, null, 0);

    [Theory]
    [InlineData(5, 0, 0, PendingEnd.None)]
    [InlineData(5, 19, 19, PendingEnd.None)]
    [InlineData(5, 20, 0, PendingEnd.None)]
    [InlineData(5, 20, 1, PendingEnd.None)]
    [InlineData(5, 20, 2, PendingEnd.Revert)]
    [InlineData(5, 100_000, 5_000, PendingEnd.None)]
    [InlineData(5, 100_000, 5_001, PendingEnd.Revert)]
    [InlineData(0, 1_000_000, 0, PendingEnd.None)]
    [InlineData(0, 1_000_000, 1, PendingEnd.Revert)]
    [InlineData(100, 20, 20, PendingEnd.None)]
    [InlineData(0.07, 10_000, 7, PendingEnd.None)]
    [InlineData(0.07, 10_000, 8, PendingEnd.Revert)]
    public void Guard_BeforeItsEnd_RevertsOnlyAboveTheLimitAndFromTwentyDecisionsOn(double percent, long decisions, long rejected, PendingEnd end) =>
        Assert.Equal(end, PendingVerdict.Of(Guard(percent), new VersionTally(decisions, rejected, 0), s_before, out _));

    [Theory]
    [InlineData(5, 0, 0, PendingEnd.Keep)]
    [InlineData(5, 19, 19, PendingEnd.Keep)]
    [InlineData(5, 20, 1, PendingEnd.Keep)]
    [InlineData(5, 20, 2, PendingEnd.Revert)]
    public void Guard_AtItsEnd_KeepsWhatIsWithinTheLimit(double percent, long decisions, long rejected, PendingEnd end)
    {
        var tally = new VersionTally(decisions, rejected, 0);

        Assert.Equal(end, PendingVerdict.Of(Guard(percent), tally, s_until, out _));
        Assert.Equal(end, PendingVerdict.Of(Guard(percent), tally, s_until.AddDays(3), out _));
    }

    [Fact]
    public void Guard_AnyShareAndLimitOfTwoDecimals_ComparesExactly()
    {
        var cases =
            from hundredths in Gen.Choose(0, 10_000)
            from decisions in Gen.Choose(PendingChange.LeastDecisions, 1_000_000)
            from rejected in Gen.OneOf(
                Gen.Choose(0, decisions), Gen.Choose(-2, 2).Select(off => (int)Math.Clamp(((long)hundredths * decisions / 10_000) + off, 0, decisions)))
            select (hundredths, decisions, rejected);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(20_000),
            Prop.ForAll(Arb.From(cases), each => Assert.Equal(
                (long)each.rejected * 10_000 > (long)each.hundredths * each.decisions,
                PendingVerdict.Of(Guard(Math.Round(each.hundredths / 100.0, 2)), new VersionTally(each.decisions, each.rejected, 0), s_before, out _)
                    == PendingEnd.Revert)));
    }

    [Theory]
    [InlineData(5, 20, 2, "the lists rejected 10 % of 20 decisions, more than 5 %.")]
    [InlineData(0.25, 1_000, 3, "the lists rejected 0.3 % of 1000 decisions, more than 0.25 %.")]
    [InlineData(5, 10_000, 504, "the lists rejected 5.04 % of 10000 decisions, more than 5 %.")]
    public void Guard_Reverts_SaysWhyWithTheLimitAsItWasSet(double percent, long decisions, long rejected, string expected)
    {
        PendingVerdict.Of(Guard(percent), new VersionTally(decisions, rejected, 0), s_before, out var why);

        Assert.Equal(expected, why);
    }

    [Fact]
    public void Confirm_NobodyConfirms_RevertsAtItsEndWhateverWasDecided()
    {
        foreach (var tally in new[] { default, new VersionTally(1_000, 1_000, 1_000) })
        {
            Assert.Equal(PendingEnd.None, PendingVerdict.Of(s_confirm, tally, s_before, out _));
            Assert.Equal(PendingEnd.Revert, PendingVerdict.Of(s_confirm, tally, s_until, out var why));
            Assert.Equal("nobody confirmed it in time.", why);
        }
    }

    [Fact]
    public void Tally_OfTwoSpans_IsTheirSum() =>
        Assert.Equal(new VersionTally(30, 3, 9), new VersionTally(10, 1, 9) + new VersionTally(20, 2, 4));

    private static PendingChange Guard(double percent) => new(2, 1, PendingKind.Guard, s_until, percent, 0);
}
