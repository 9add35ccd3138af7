using System.Globalization;
using System.Text;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens;

public sealed class EndedTokensTests
{
    private const long EndedAt = (TokenCase.NowSeconds * 1000) - 60_000 + 250;

    [Theory]
    [InlineData("""{"exp":1800000300,"iat":1799999940,"customId":"c-17"}""", TokenFailure.Ended)]
    [InlineData("""{"exp":1800000300,"iat":1799999940.25,"customId":"c-17"}""", TokenFailure.Ended)]
    [InlineData("""{"exp":1800000300,"iat":1799999940.251,"customId":"c-17"}""", TokenFailure.None)]
    [InlineData("""{"exp":1800000300,"iat":1799999941,"customId":"c-17"}""", TokenFailure.None)]
    [InlineData("""{"exp":1800000300,"customId":"c-17"}""", TokenFailure.Ended)]
    [InlineData("""{"exp":1800000300,"sub":"c-17"}""", TokenFailure.Ended)]
    [InlineData("""{"exp":1800000300,"iat":0,"email":"Anna@Shop.example"}""", TokenFailure.Ended)]
    [InlineData("""{"exp":1800000300,"uuid":"5F0C1A2B-0000-4000-8000-00000000000A"}""", TokenFailure.Ended)]
    [InlineData("""{"exp":1800000300,"customId":"somebody.else","email":"anna@shop.example"}""", TokenFailure.Ended)]
    [InlineData("""{"exp":1800000300,"customId":"C-17"}""", TokenFailure.None)]
    [InlineData("""{"exp":1800000300,"email":"c-17@shop.example"}""", TokenFailure.None)]
    public void Token_OfACustomerWhoseTokensWereEnded_IsTakenOnlyIfIssuedAfterThat(string payload, TokenFailure expected)
    {
        var verifier = new TokenVerifier(new TokenRules(), EndedOf("customId c-17", "email anna@shop.example", "uuid 5f0c1a2b-0000-4000-8000-00000000000a"));
        var token = Encoding.UTF8.GetBytes(SigningKey.Shared.SignCompact(TokenCase.Header, payload));

        Assert.Equal(expected, verifier.Verify(token, TokenCase.Key, TokenCase.Now).Failure);
        Assert.Equal(expected, verifier.Verify(token, TokenCase.Key, TokenCase.Now).Failure);
    }

    [Theory]
    [InlineData(EndedAt)]
    [InlineData(2_150_000_000_000)]
    [InlineData(253_402_300_798_000)]
    public void Token_IssuedAtTheMomentItself_IsEndedWhateverTheMillisecond(long start)
    {
        var identity = new TokenIdentity(null, null, "c-17");
        var clock = new ManualClock(DateTimeOffset.FromUnixTimeMilliseconds(start).AddMilliseconds(1_000));

        for (var moment = start; moment < start + 1_000; moment++)
        {
            var ends = new TokenEnds(new Dictionary<string, TokenEnd> { ["customId c-17"] = new(moment, clock.GetTimestamp()) }, clock);
            Assert.True(ends.Include(identity, AsRead(moment), NameOf, out _), $"issued at {moment}");
            Assert.True(ends.Include(identity, AsRead(moment - 1), NameOf, out _), $"issued before {moment}");
            Assert.False(ends.Include(identity, AsRead(moment + 1), NameOf, out _), $"issued after {moment}");
        }

        static double AsRead(long milliseconds) => double.Parse(string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1_000}.{milliseconds % 1_000:000}"), CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Token_RememberedWhenItIsEnded_IsRefusedFromThenOn()
    {
        var ended = EndedOf("customId somebody.else");
        var verifier = new TokenVerifier(new TokenRules(), ended);
        var token = Encoding.UTF8.GetBytes(SigningKey.Shared.SignCompact(TokenCase.Header, TokenCase.Payload));
        Assert.Equal(TokenFailure.None, verifier.Verify(token, TokenCase.Key, TokenCase.Now).Failure);
        Assert.Equal(TokenFailure.None, verifier.Verify(token, TokenCase.Key, TokenCase.Now).Failure);

        ended.Add(new Dictionary<string, long> { ["customId c-17"] = EndedAt }, NameOf);

        Assert.Equal(TokenFailure.Ended, verifier.Verify(token, TokenCase.Key, TokenCase.Now).Failure);
    }

    [Fact]
    public void Token_EndedAndExpired_IsNotCalledExpired()
    {
        var verifier = new TokenVerifier(new TokenRules(), EndedOf("customId c-17"));
        var token = Encoding.UTF8.GetBytes(SigningKey.Shared.SignCompact(TokenCase.Header, TokenCase.Payload));

        Assert.Equal(TokenFailure.Ended, verifier.Verify(token, TokenCase.Key, TokenCase.Now.AddDays(1)).Failure);
    }

    [Fact]
    public void Add_AnEarlierEnd_KeepsTheLater()
    {
        var ended = EndedOf("customId c-17");

        ended.Add(new Dictionary<string, long> { ["customId c-17"] = 1 }, NameOf);

        Assert.Equal(TokenFailure.Ended, new TokenVerifier(new TokenRules(), ended).Verify(
            Encoding.UTF8.GetBytes(SigningKey.Shared.SignCompact(TokenCase.Header, TokenCase.Payload)), TokenCase.Key, TokenCase.Now).Failure);
    }

    [Fact]
    public void Verify_RememberedTokenWhileOthersAreEnded_AllocatesNothing()
    {
        var verifier = new TokenVerifier(new TokenRules(), EndedOf("customId somebody.else"));
        var token = Encoding.UTF8.GetBytes(SigningKey.Shared.SignCompact(TokenCase.Header, TokenCase.Payload));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(TokenFailure.None, verifier.Verify(token, TokenCase.Key, TokenCase.Now).Failure);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = verifier.Verify(token, TokenCase.Key, TokenCase.Now).Failure;

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(TokenFailure.None, failure);
    }

    private static EndedTokens EndedOf(params string[] identifiers)
    {
        var ended = new EndedTokens(new ManualClock(TokenCase.Now));
        ended.Add(identifiers.ToDictionary(identifier => identifier, _ => EndedAt), NameOf);
        return ended;
    }

    private static string NameOf(string kind, string value) => kind + " " + value;
}
