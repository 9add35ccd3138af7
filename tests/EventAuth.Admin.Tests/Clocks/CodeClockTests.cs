using EventAuth.Admin.Accounts;
using EventAuth.Admin.TwoFactor;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Clocks;

/// <summary>What is remembered about the second step of signing in, with the clock set ahead and back.</summary>
public sealed class CodeClockTests
{
    private const string Account = "account-1";

    private readonly ManualClock _clock = new();

    public static TheoryData<ClockMove> Moves => new(Enum.GetValues<ClockMove>());

    [Theory]
    [MemberData(nameof(Moves))]
    public void WrongCodes_ClockMoved_WaitForTheLongestPauseAtMost(ClockMove move)
    {
        var backOff = new SignInBackOff(_clock);
        _clock.Set(move.Before());
        for (var i = 0; i < SignInBackOff.FreeFailures; i++)
        {
            Assert.Equal(TimeSpan.Zero, backOff.BeginCode(Account));
        }

        _clock.Set(move.After());
        Assert.InRange(backOff.BeginCode(Account), TimeSpan.FromTicks(1), SignInBackOff.LongestOfCodes);
        _clock.Advance(SignInBackOff.LongestOfCodes);
        Assert.Equal(TimeSpan.Zero, backOff.BeginCode(Account));
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public void UsedCode_ClockMovedAndTheTimeOfTheCodeAgain_IsNotTakenTwice(ClockMove move)
    {
        var used = new UsedCodes(_clock);
        Assert.True(used.TryUse(Account, "111111"));
        _clock.Set(move.Before());
        Assert.True(used.TryUse(Account, "222222"));
        _clock.Set(move.After());
        Assert.True(used.TryUse(Account, "333333"));
        Assert.False(used.TryUse(Account, "111111"));
        Assert.False(used.TryUse(Account, "222222"));

        // The moment at which the second code was valid comes again.
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True(used.TryUse(Account, "444444"));
        _clock.Set(-move.After() - TimeSpan.FromMinutes(10));
        Assert.True(move.After() > TimeSpan.Zero || !used.TryUse(Account, "222222"));
    }
}
