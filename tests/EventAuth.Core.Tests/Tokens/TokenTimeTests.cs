using System.Globalization;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens;

public sealed class TokenTimeTests
{
    private const long Now = TokenCase.NowSeconds;
    private const long Month = 30 * 24 * 3600;

    [Theory]
    [InlineData(1, TokenFailure.None)]
    [InlineData(0, TokenFailure.None)]
    [InlineData(-30, TokenFailure.None)]
    [InlineData(-31, TokenFailure.Expired)]
    [InlineData(-1_000_000, TokenFailure.Expired)]
    [InlineData(Month, TokenFailure.None)]
    [InlineData(Month + 1, TokenFailure.LifetimeTooLong)]
    public void Verify_Expiry_IsTakenWithinSkewAndLifetime(long after, TokenFailure expected) => Assert.Equal(expected, WithExpiry((Now + after).ToString(CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("1799999970.5", TokenFailure.None)]
    [InlineData("1799999969.5", TokenFailure.Expired)]
    [InlineData("1.8e9", TokenFailure.None)]
    [InlineData("1800000000.123456789012345678901234567890", TokenFailure.None)]
    [InlineData("0", TokenFailure.Expired)]
    [InlineData("0.0001", TokenFailure.Expired)]
    [InlineData("253402300799", TokenFailure.LifetimeTooLong)]
    [InlineData("1800000300000", TokenFailure.BadTime)]
    [InlineData("253402300800", TokenFailure.BadTime)]
    [InlineData("1e400", TokenFailure.BadTime)]
    [InlineData("-1e400", TokenFailure.BadTime)]
    [InlineData("-1", TokenFailure.BadTime)]
    [InlineData("-0.5", TokenFailure.BadTime)]
    [InlineData("\"1800000300\"", TokenFailure.BadTime)]
    [InlineData("null", TokenFailure.BadTime)]
    [InlineData("true", TokenFailure.BadTime)]
    [InlineData("[1800000300]", TokenFailure.BadTime)]
    [InlineData("99999999999999999999999999999999999999999999", TokenFailure.BadTime)]
    public void Verify_ExpiryAsWritten_IsANumberInRange(string expiry, TokenFailure expected) => Assert.Equal(expected, WithExpiry(expiry));

    [Fact]
    public void Verify_NoExpiry_IsExpiryMissing() => Assert.Equal(TokenFailure.ExpiryMissing, TokenCase.WithPayload("""{"customId":"c"}""").Failure);

    [Theory]
    [InlineData("nbf", "1800000030", TokenFailure.None)]
    [InlineData("nbf", "1800000030.5", TokenFailure.NotYetValid)]
    [InlineData("iat", "1800000030", TokenFailure.None)]
    [InlineData("iat", "1800000031", TokenFailure.NotYetValid)]
    [InlineData("iat", "1800000000000", TokenFailure.BadTime)]
    [InlineData("nbf", "\"0\"", TokenFailure.BadTime)]
    [InlineData("nbf", "1e400", TokenFailure.BadTime)]
    [InlineData("iat", "null", TokenFailure.BadTime)]
    public void Verify_NotBeforeAndIssuedAt_AreTakenUpToTheSkew(string claim, string value, TokenFailure expected) =>
        Assert.Equal(expected, TokenCase.WithClaims($"\"customId\":\"c\",\"{claim}\":{value}").Failure);

    [Theory]
    [InlineData("\"customId\":17", TokenFailure.BadIdentity)]
    [InlineData("\"iss\":\"shop\"", TokenFailure.NoIdentity)]
    [InlineData("\"customId\":\"c\",\"iss\":\"shop\",\"nbf\":1800009999", TokenFailure.NotYetValid)]
    [InlineData("\"customId\":\"c\",\"iss\":\"other\"", TokenFailure.WrongIssuer)]
    [InlineData("\"customId\":\"c\",\"iss\":\"shop\"", TokenFailure.Expired)]
    public void Verify_ExpiredAndWrongOtherwise_IsNotCalledExpired(string members, TokenFailure expected) =>
        Assert.Equal(expected, TokenCase.WithPayload($"{{\"exp\":1,{members}}}", new TokenRules { Issuer = "shop" }).Failure);

    [Fact]
    public void Verify_ExpiredAndSignedByAStranger_IsWrongSignature() =>
        Assert.Equal(TokenFailure.WrongSignature, TokenCase.Verify(SigningKey.Other.SignCompact(TokenCase.Header, """{"exp":1,"customId":"c"}""")).Failure);

    [Fact]
    public void Verify_OtherSkewAndLifetime_AreObeyed()
    {
        var rules = new TokenRules { ClockSkew = TimeSpan.Zero, MaxLifetime = TimeSpan.FromMinutes(1) };
        var token = SigningKey.Shared.SignCompact(TokenCase.Header, $"{{\"exp\":{Now},\"customId\":\"c\"}}");
        Assert.Equal(TokenFailure.None, TokenCase.Verify(token, rules).Failure);
        Assert.Equal(TokenFailure.Expired, TokenCase.Verify(token, rules, now: TokenCase.Now.AddSeconds(1)).Failure);
        Assert.Equal(TokenFailure.None, TokenCase.Verify(token, rules, now: TokenCase.Now.AddMinutes(-1)).Failure);
        Assert.Equal(TokenFailure.LifetimeTooLong, TokenCase.Verify(token, rules, now: TokenCase.Now.AddMinutes(-1).AddSeconds(-1)).Failure);
    }

    private static TokenFailure WithExpiry(string expiry) => TokenCase.WithPayload($"{{\"exp\":{expiry},\"customId\":\"c\"}}").Failure;
}
