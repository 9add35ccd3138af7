using EventAuth.Admin.Accounts;
using EventAuth.Admin.TwoFactor;
using EventAuth.Storage.Attempts;
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
    public async Task WrongCodes_ClockMoved_WaitForTheLongestPauseAtMost(ClockMove move)
    {
        var backOff = new SignInBackOff(new LocalAttempts(_clock));
        _clock.Set(move.Before());
        for (var i = 0; i < SignInBackOff.FreeFailures; i++)
        {
            Assert.Equal(TimeSpan.Zero, await backOff.BeginCodeAsync(Account, CancellationToken.None));
        }

        _clock.Set(move.After());
        Assert.InRange(await backOff.BeginCodeAsync(Account, CancellationToken.None), TimeSpan.FromTicks(1), SignInBackOff.LongestOfCodes);
        _clock.Advance(SignInBackOff.LongestOfCodes);
        Assert.Equal(TimeSpan.Zero, await backOff.BeginCodeAsync(Account, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task UsedCode_ClockMovedAndTheTimeOfTheCodeAgain_IsNotTakenTwice(ClockMove move)
    {
        var used = new UsedCodes(new LocalAttempts(_clock), _clock);
        Assert.True(await used.TryUseAsync(Account, "111111", CancellationToken.None));
        _clock.Set(move.Before());
        Assert.True(await used.TryUseAsync(Account, "222222", CancellationToken.None));
        _clock.Set(move.After());
        Assert.True(await used.TryUseAsync(Account, "333333", CancellationToken.None));
        Assert.False(await used.TryUseAsync(Account, "111111", CancellationToken.None));
        Assert.False(await used.TryUseAsync(Account, "222222", CancellationToken.None));

        // The moment at which the second code was valid comes again.
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True(await used.TryUseAsync(Account, "444444", CancellationToken.None));
        _clock.Set(-move.After() - TimeSpan.FromMinutes(10));
        Assert.True(move.After() > TimeSpan.Zero || !await used.TryUseAsync(Account, "222222", CancellationToken.None));
    }
}
