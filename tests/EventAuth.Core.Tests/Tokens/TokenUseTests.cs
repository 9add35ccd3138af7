using System.Text;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens;

public sealed class TokenUseTests
{
    private static readonly TokenRules SingleUse = new() { SingleUse = true };

    [Fact]
    public void Verify_TokensForOneRequest_AreKnownByIdAndExpiry()
    {
        var first = TokenCase.WithClaims("\"customId\":\"c-1\",\"jti\":\"one\"", SingleUse);
        var second = TokenCase.WithClaims("\"customId\":\"c-1\",\"jti\":\"two\"", SingleUse);
        var again = TokenCase.WithClaims("\"customId\":\"c-2\",\"jti\":\"one\"", SingleUse);

        Assert.Equal(TokenCase.NowSeconds + 300, first.Use!.Expires);
        Assert.NotEqual(first.Use, second.Use);
        Assert.Equal(first.Use, again.Use);
        Assert.DoesNotContain("one", first.Use.Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"customId\":\"c-1\"")]
    [InlineData("\"customId\":\"c-1\",\"jti\":\"\"")]
    [InlineData("\"customId\":\"c-1\",\"jti\":1")]
    [InlineData("\"customId\":\"c-1\",\"jti\":null")]
    [InlineData("\"customId\":\"c-1\",\"jti\":[\"one\"]")]
    public void Verify_NoUsableId_IsBadTokenIdWhereTokensAreForOneRequest(string claims)
    {
        Assert.Equal(TokenFailure.BadTokenId, TokenCase.WithClaims(claims, SingleUse).Failure);
        Assert.Equal(TokenFailure.None, TokenCase.WithClaims(claims).Failure);
        Assert.Null(TokenCase.WithClaims(claims).Use);
    }

    [Fact]
    public void Verify_TokenForOneRequestPresentedAgain_IsStillKnownByItsUse()
    {
        var verifier = new TokenVerifier(SingleUse);
        var token = Encoding.ASCII.GetBytes(SigningKey.Shared.Token(new { customId = "c-1", jti = "one" }, TokenCase.Now));

        var uses = Enumerable.Range(0, 4).Select(_ => verifier.Verify(token, TokenCase.Key, TokenCase.Now).Use).ToArray();

        Assert.All(uses, use => Assert.Equal(uses[0], use));
        Assert.NotNull(uses[0]);
    }
}
