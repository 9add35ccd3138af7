using EventAuth.Admin.Enforcement;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Testing;
using Microsoft.Extensions.Logging;

namespace EventAuth.Admin.Tests.Enforcement;

public sealed class EnforcementProofTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly LogCapture _log = new();
    private readonly LoggerFactory _loggers;
    private readonly EnforcementProof _proof;

    public EnforcementProofTests()
    {
        _loggers = new LoggerFactory([_log]);
        _proof = new EnforcementProof(_clock, _loggers.CreateLogger<EnforcementProof>());
    }

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public void Start_NothingTried_IsNoTrouble()
    {
        Assert.Null(_proof.Current.LastProven);
        Assert.False(_proof.HasFailed);
        Assert.False(_proof.Current.HasTrouble);
    }

    [Fact]
    public void Success_IsDated()
    {
        _proof.Succeed(ProofScope.Everything);
        var proven = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromSeconds(12));

        Assert.Equal(proven, _proof.Current.LastProven);
        Assert.Empty(_log.Text);
    }

    [Fact]
    public void Failure_IsTroubleUntilTheNextSuccess()
    {
        var changes = 0;
        _proof.Changed += () => changes++;
        _proof.Succeed(ProofScope.Everything);
        var proven = _proof.Current.LastProven;

        _proof.Fail("“form.submit” without a token was accepted");
        _proof.Fail("“form.submit” without a token was accepted");
        _proof.Miss("the check was answered 503 overloaded");

        Assert.True(_proof.HasFailed);
        Assert.Equal(proven, _proof.Current.LastProven);
        Assert.Single(_log.Text.Split('\n'), line => line.StartsWith("Error: ENFORCEMENT FAILED", StringComparison.Ordinal));
        Assert.Contains("“form.submit” without a token was accepted", _log.Text, StringComparison.Ordinal);

        _proof.Succeed(ProofScope.Everything);

        Assert.False(_proof.Current.HasTrouble);
        Assert.Contains("Information: Enforcement is proven again", _log.Text, StringComparison.Ordinal);
        Assert.Equal(5, changes);
    }

    [Fact]
    public void Obstacle_BelowFiveMinutes_IsNoTrouble()
    {
        _proof.Succeed(ProofScope.Everything);
        var proven = _proof.Current.LastProven;
        _clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));

        _proof.Miss("the check was answered 503 overloaded");

        Assert.False(_proof.Current.HasTrouble);
        Assert.Equal(proven, _proof.Current.UnprovenSince);
        Assert.Empty(_log.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Obstacle_FiveMinutes_IsTroubleAndNoFailure(bool wasProven)
    {
        if (wasProven)
        {
            _proof.Succeed(ProofScope.Everything);
        }

        for (var minute = 1; minute <= 5; minute++)
        {
            Assert.False(_proof.Current.IsOverdue);
            _clock.Advance(TimeSpan.FromMinutes(1));
            _proof.Miss("the check was answered 503 overloaded");
        }

        Assert.True(_proof.Current.IsOverdue);
        Assert.False(_proof.HasFailed);
        Assert.Equal(_clock.GetUtcNow() - TimeSpan.FromMinutes(wasProven ? 5 : 4), _proof.Current.UnprovenSince);
        Assert.StartsWith("Warning: Enforcement has not been proven for 5 minutes: the check was answered 503", _log.Text, StringComparison.Ordinal);

        _proof.Succeed(ProofScope.Everything);
        Assert.False(_proof.Current.HasTrouble);
    }

    [Fact]
    public void Obstacle_ClockSetAhead_IsNotOverdueForThat()
    {
        _proof.Succeed(ProofScope.Everything);
        _clock.Set(TimeSpan.FromHours(1));

        _proof.Miss("the check was answered 503 overloaded");

        Assert.False(_proof.Current.IsOverdue);
    }
}
