using System.Text;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Inspection;
using EventAuth.Core.Journal;
using EventAuth.Core.Limits;
using EventAuth.Core.Tests.Tokens;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Clocks;

/// <summary>
/// What is remembered until or since a moment, with the clock set ahead and back: what is valid stays valid, and what is limited stays limited.
/// </summary>
public sealed class ClockTests
{
    private readonly ManualClock _clock = new(TokenCase.Now);

    public static TheoryData<ClockMove> Moves => new(Enum.GetValues<ClockMove>());

    [Theory]
    [MemberData(nameof(Moves))]
    public void Quota_ClockMoved_IsNotLockedAndNotWider(ClockMove move)
    {
        var quota = RejectionQuota.Create();
        _clock.Set(move.Before());
        Assert.Equal(RejectionQuota.PerMinute, Take());

        _clock.Set(move.After());
        Assert.InRange(Take(), 0, RejectionQuota.PerMinute);
        Assert.Equal(0, Take());
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(RejectionQuota.PerMinute, Take());

        int Take() => Enumerable.Range(0, RejectionQuota.PerMinute + 10).Count(_ => quota.TryTake(_clock.GetUtcNow()));
    }

    [Fact]
    public void Quota_StragglersOfTheWindowBefore_TakeFromThePresentOne()
    {
        var quota = new Quota(3, TimeSpan.FromMinutes(1));
        var border = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

        var taken = Enumerable.Range(0, 20).Count(i => quota.TryTake(border.AddMilliseconds(i % 2 == 0 ? 1 : -1)));

        Assert.Equal(3, taken);
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public void CauseAllowance_ClockMoved_FillsUpAgainAndNoMore(ClockMove move)
    {
        var allowance = new CauseAllowance();
        _clock.Set(move.Before());
        Assert.Equal(CauseAllowance.Most, Spend());

        _clock.Set(move.After());
        Assert.InRange(Spend(), 0, CauseAllowance.Most);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CauseAllowance.PerSecond, Spend());

        int Spend()
        {
            var spent = 0;
            while (allowance.HasRoom(_clock.GetUtcNow()))
            {
                allowance.Spend(0, 0);
                spent++;
            }

            return spent;
        }
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public void EndedTokens_ClockMoved_StayEndedAndNewOnesAreTaken(ClockMove move)
    {
        var ended = new EndedTokens(_clock);
        var verifier = new TokenVerifier(new TokenRules(), ended);
        var issued = _clock.GetUtcNow().AddMinutes(-1);
        _clock.Set(move.Before());
        End();
        _clock.Set(move.After());
        _clock.Advance(TimeSpan.FromMinutes(1));

        // Each twice, because the first use may leave something behind.
        Assert.All([1, 2], _ => Assert.Equal(FailureOfNew, Verify(_clock.GetUtcNow())));
        if (move.EndsRight() && move.Wrong() < TimeSpan.Zero)
        {
            // With a clock that was behind, tokens were ended only up to then. SECURITY.md says to end them again when it is right.
            End();
        }

        Assert.All([1, 2], _ => Assert.NotEqual(TokenFailure.None, Verify(issued)));
        if (!move.EndsRight())
        {
            _clock.Set(-move.After());
            Assert.All([1, 2], _ => Assert.Equal(TokenFailure.Ended, Verify(issued)));
            _clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(TokenFailure.None, Verify(_clock.GetUtcNow()));
        }

        void End() => ended.Add(EndAt(_clock.GetUtcNow()), NameOf);

        TokenFailure Verify(DateTimeOffset iat)
        {
            var (from, until) = (iat.ToUnixTimeSeconds(), _clock.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds());
            var token = SigningKey.Shared.SignCompact(TokenCase.Header, $$"""{"exp":{{until}},"iat":{{from}},"customId":"c-17"}""");
            return verifier.Verify(Encoding.UTF8.GetBytes(token), TokenCase.Key, _clock.GetUtcNow()).Failure;
        }
    }

    [Fact]
    public void EndedTokens_LoadedFromAClockThatWasAhead_EndWhatWasIssuedBeforeTheStart()
    {
        var ended = new EndedTokens(_clock);
        ended.Add(EndAt(_clock.GetUtcNow().AddDays(25_550)), NameOf);
        var verifier = new TokenVerifier(new TokenRules(), ended);
        var before = _clock.GetUtcNow().ToUnixTimeSeconds() - 1;
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(TokenFailure.Ended, Verify(before));
        Assert.Equal(TokenFailure.None, Verify(before + 30));

        TokenFailure Verify(long iat)
        {
            var payload = $$"""{"exp":{{TokenCase.NowSeconds + 300}},"iat":{{iat}},"customId":"c-17"}""";
            var token = Encoding.UTF8.GetBytes(SigningKey.Shared.SignCompact(TokenCase.Header, payload));
            return verifier.Verify(token, TokenCase.Key, _clock.GetUtcNow()).Failure;
        }
    }

    /// <summary>Here the wall clock is right: <c>exp</c> and <c>iat</c> are real moments.</summary>
    [Theory]
    [MemberData(nameof(Moves))]
    public void RememberedToken_ClockMoved_IsJudgedByTheClock(ClockMove move)
    {
        var verifier = new TokenVerifier(new TokenRules());
        var token = TokenAt(_clock.GetUtcNow());
        var isRight = Verify(token);
        _clock.Set(move.Before());
        var whenWrong = (Verify(token), Verify(token));
        _clock.Set(move.After());
        var afterwards = (Verify(token), Verify(token));

        Assert.Equal(TokenFailure.None, isRight);
        var (expected, others) = move.EndsRight() ? (afterwards, whenWrong) : (whenWrong, afterwards);
        Assert.Equal((TokenFailure.None, TokenFailure.None), expected);
        Assert.NotEqual(TokenFailure.None, others.Item1);
        Assert.NotEqual(TokenFailure.None, others.Item2);
        Assert.Equal(FailureOfNew, Verify(TokenAt(_clock.GetUtcNow())));
        Assert.Equal(TokenFailure.WrongSignature, Verify(TokenCase.Forged(1)));

        TokenFailure Verify(string text) => verifier.Verify(Encoding.UTF8.GetBytes(text), TokenCase.Key, _clock.GetUtcNow()).Failure;

        static string TokenAt(DateTimeOffset moment) => SigningKey.Shared.SignCompact(
            TokenCase.Header, $$"""{"exp":{{moment.ToUnixTimeSeconds() + 300}},"iat":{{moment.ToUnixTimeSeconds()}},"customId":"c-17"}""");
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public void DeletionClock_ClockMoved_FollowsAheadWhenItStoodThereForLong(ClockMove move)
    {
        var patience = TimeSpan.FromDays(1);
        var deletions = new DeletionClock(_clock, patience);
        var right = _clock.GetUtcNow();
        _clock.Set(move.Before());
        Assert.True(deletions.GetUtcNow() <= right);
        _clock.Set(move.After());
        Assert.True(deletions.GetUtcNow() <= right);

        _clock.Advance(patience / 2);
        Assert.True(deletions.GetUtcNow() <= right + (patience / 2));
        _clock.Advance(patience / 2);
        Assert.Equal(_clock.GetUtcNow(), deletions.GetUtcNow());
        _clock.Advance(TimeSpan.FromDays(90));
        Assert.Equal(_clock.GetUtcNow(), deletions.GetUtcNow());
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public void DecisionPulse_ClockMoved_CountsOn(ClockMove move)
    {
        var pulse = new DecisionPulse(_clock);
        _clock.Set(move.Before());
        pulse.Add(1, 1);
        _clock.Set(move.After());
        pulse.Add(2, 3);
        pulse.Add(2, 3);

        var beats = pulse.Read();

        Assert.Equal(DecisionPulse.Seconds, beats.Count);
        Assert.Equal((4, 6), (beats[^1].Accepted, beats[^1].Rejected));
        Assert.Equal(4, beats.Sum(beat => beat.Accepted));
    }

    // Before 1970 there are no tokens: their moments are not negative.
    private TokenFailure FailureOfNew => _clock.GetUtcNow() > DateTimeOffset.UnixEpoch ? TokenFailure.None : TokenFailure.BadTime;

    private static Dictionary<string, long> EndAt(DateTimeOffset moment) => new() { ["customId c-17"] = moment.ToUnixTimeMilliseconds() };

    private static string NameOf(string kind, string value) => kind + " " + value;
}
