using System.Text;
using EventAuth.Admin.Components.EventSettings.Certificates;
using EventAuth.Admin.Policies;
using EventAuth.Admin.Tests.Components.Overview;
using EventAuth.Core.Administration;
using EventAuth.Core.Certificates;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Database;
using EventAuth.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventAuth.Admin.Tests.Components.EventSettings.Certificates;

/// <summary>How much the certificate in force is used, as the question before its end says it.</summary>
public sealed class TokensInUseTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private readonly CountsDouble _counts = new();
    private ConsoleFixture _console = null!;
    private TokenExpiries _expiries = null!;
    private TokensInUse _inUse = null!;

    private Certificate InForce => _console.Policies.Current.Revision.Policy.Certificate!;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync();
        var change = PolicyChange.OfCertificate(SigningKey.Shared.PublicPem, overwrite: false);
        await _console.PolicyService.ApplyAsync(change, _console.Policies.Current.Version, "other@shop.example", rebase: true, CancellationToken.None);
        _expiries = NewProcess(_console.Policies);
        _inUse = new TokensInUse(_counts, _expiries, _clock, NullLogger<TokensInUse>.Instance);
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Theory]
    [InlineData(0, "No event of the last 24 hours came with a token of the old one.")]
    [InlineData(1, "1 event of the last 24 hours came with a token of the old one.")]
    [InlineData(1_234, "1,234 events of the last 24 hours came with a token of the old one.")]
    public async Task Sentence_NoTokenCheckedYet_CountsTheEventsOfADay(long events, string sentence)
    {
        Count(new CertificateCount(null, 90, 0), new CertificateCount("another", 77, 0), new CertificateCount(InForce.Id, events, 5));

        Assert.Equal(sentence, await _inUse.ToSentenceAsync(InForce));
        Assert.Equal([OverviewSpan.Day], _counts.Asked);
    }

    [Fact]
    public async Task Sentence_NothingCounted_SaysSo() =>
        Assert.Equal("No event of the last 24 hours came with a token of the old one.", await _inUse.ToSentenceAsync(InForce));

    [Fact]
    public async Task Sentence_TokensChecked_SaysHowLongTheNewestCanBeUsed()
    {
        Check(TimeSpan.FromMinutes(5));
        Check(TimeSpan.FromHours(3));
        Count(new CertificateCount(InForce.Id, 2, 0));

        Assert.Equal(
            "2 events of the last 24 hours came with a token of the old one. The newest of these tokens expires in 3 h.",
            await _inUse.ToSentenceAsync(InForce));
    }

    [Fact]
    public async Task Sentence_AllTokensExpired_SaysNothingOfThem()
    {
        Check(TimeSpan.FromMinutes(5));
        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("No event of the last 24 hours came with a token of the old one.", await _inUse.ToSentenceAsync(InForce));
    }

    [Fact]
    public async Task Sentence_OfACertificateThatIsNotInForceAnyMore_SaysNothingOfTheTokensOfAnother()
    {
        Check(TimeSpan.FromMinutes(5));

        Assert.Equal(
            "No event of the last 24 hours came with a token of the old one.", await _inUse.ToSentenceAsync(InForce with { Id = "another" }));
    }

    [Fact]
    public async Task Sentence_DatabaseDoesNotAnswer_SaysThatItIsNotKnown()
    {
        _counts.Answer = _ => Task.FromException<DecisionOverview>(new TimeoutException());
        Check(TimeSpan.FromDays(2));

        Assert.Equal(
            "It could not be read how many events of the last 24 hours came with a token of the old one.",
            await _inUse.ToSentenceAsync(InForce));
    }

    [Fact]
    public async Task Sentence_TokensCheckedByAnotherProcessOrBeforeARestart_SaysHowLongTheNewestCanBeUsed()
    {
        Check(TimeSpan.FromHours(3));
        await _expiries.StopAsync(CancellationToken.None);
        await _expiries.StopAsync(CancellationToken.None);

        var later = PolicySnapshot.Compile(_console.Policies.Current.Revision);
        var other = new PolicyMonitor();
        other.Publish(later);
        var inUse = new TokensInUse(_counts, NewProcess(other), _clock, NullLogger<TokensInUse>.Instance);

        Assert.Equal(0, later.Key!.NewestExpiry);
        Assert.EndsWith("The newest of these tokens expires in 3 h.", await inUse.ToSentenceAsync(InForce), StringComparison.Ordinal);
    }

    private TokenExpiries NewProcess(PolicyMonitor policies) => new(
        policies, _console.Page.Services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>(), _clock, NullLogger<TokenExpiries>.Instance);

    private void Count(params CertificateCount[] certificates) =>
        _counts.Answer = _ => Task.FromResult(CountsDouble.Empty with { Certificates = certificates });

    private void Check(TimeSpan lifetime)
    {
        var token = Encoding.UTF8.GetBytes(SigningKey.Shared.Token(new { customId = "c-1" }, _clock.GetUtcNow(), lifetime));
        Assert.Equal(TokenFailure.None, new TokenVerifier(new TokenRules()).Verify(token, _console.Policies.Current.Key, _clock.GetUtcNow()).Failure);
    }
}
