using System.Text;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Tests.Tokens;

public sealed class TokenClaimsTests
{
    private const string Uuid = "5F0C2D4E-0000-4000-8000-00000000ABCD";

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"exp":1800000300,"customId":"c"}x""")]
    [InlineData("""{"exp":1800000300,"customId":"c"}{}""")]
    [InlineData("""{"exp":1800000300,"customId":"a","customId":"b"}""")]
    [InlineData("""{"exp":1800000300,"customId":"a","custom\u0049d":"b"}""")]
    [InlineData("""{"exp":1800000300,"customId":"a","x":[{"y":{"z":1,"z":1}}]}""")]
    [InlineData("""{"exp":1800000300,"customId":"a","\ud800":1,"\uD800":2}""")]
    [InlineData("""{"exp":1800000300,"customId":"a","😀":1,"\ud83d\ude00":2}""")]
    [InlineData("""{"exp":1800000300,"customId":"a","n":NaN}""")]
    [InlineData("\uFEFF{\"exp\":1800000300,\"customId\":\"c\"}")]
    public void Verify_PayloadThatIsNotOneStrictObject_IsBadPayload(string payload) =>
        Assert.Equal(TokenFailure.BadPayload, TokenCase.WithPayload(payload).Failure);

    [Theory]
    [InlineData("""{"exp":1800000300,"customId":"c-17","x":{"exp":1,"customId":"y"},"z":[{"exp":2},{"exp":3}]}""")]
    [InlineData("""{"exp":1800000300,"customId":"c-17","name":"\ud800","\udc00":"\ud800\ud800"}""")]
    [InlineData("""{"\u0065xp":1800000300,"c\u0075stomId":"c\u002d17"}""")]
    public void Verify_UnusualButStrictPayload_IsTaken(string payload) =>
        Assert.Equal(new TokenIdentity(null, null, "c-17"), TokenCase.WithPayload(payload).Identity);

    [Theory]
    [InlineData(31, TokenFailure.None)]
    [InlineData(32, TokenFailure.BadPayload)]
    public void Verify_NestedArrays_AreTakenToDepth32(int arrays, TokenFailure expected) =>
        Assert.Equal(expected, TokenCase.WithClaims($"\"customId\":\"c\",\"x\":{new string('[', arrays)}{new string(']', arrays)}").Failure);

    [Theory]
    [InlineData(0xC0, 0xAF)]
    [InlineData(0xED, 0xA0)]
    [InlineData(0xFF, 0xFE)]
    public void Verify_PayloadWithBrokenUtf8_IsBadPayload(byte first, byte second)
    {
        byte[] payload = [.. "{\"exp\":1800000300,\"customId\":\"c\",\"x\":\""u8, first, second, .. "\"}"u8];
        Assert.Equal(TokenFailure.BadPayload, TokenCase.WithBytes(Encoding.UTF8.GetBytes(TokenCase.Header), payload));
    }

    [Fact]
    public void Verify_AllThreeIdentifiers_AreGivenAndTheUuidFolded() =>
        Assert.Equal(
            new TokenIdentity(Uuid.ToLowerInvariant(), "A@b.c", "c-17"),
            TokenCase.WithClaims($"\"uuid\":\"{Uuid}\",\"email\":\"A@b.c\",\"customId\":\"c-17\",\"sub\":17").Identity);

    [Theory]
    [InlineData("\"uuid\":\"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("\"uuid\":\"ffffffff-ffff-ffff-ffff-ffffffffffff\"")]
    [InlineData("\"uuid\":\"5f0c2d4e00004000800000000000abcd\"")]
    [InlineData("\"uuid\":\"\"")]
    [InlineData("\"email\":\"a b@c\"")]
    [InlineData("\"email\":\"a@b@c\"")]
    [InlineData("\"email\":null")]
    [InlineData("\"email\":[\"a@b.c\"]")]
    [InlineData("\"customId\":\"\"")]
    [InlineData("\"customId\":17")]
    [InlineData("\"customId\":{}")]
    [InlineData("\"customId\":\"a\\u0000b\"")]
    [InlineData("\"customId\":\"\\ud800\"")]
    [InlineData("\"customId\":\"c\",\"email\":\"nobody\"")]
    [InlineData("\"sub\":17")]
    [InlineData("\"sub\":\"\"")]
    [InlineData("\"sub\":\"\\udc00\"")]
    public void Verify_OneBadIdentifier_IsBadIdentity(string members) => Assert.Equal(TokenFailure.BadIdentity, TokenCase.WithClaims(members).Failure);

    [Fact]
    public void Verify_CustomIdOneCharacterTooLong_IsBadIdentity()
    {
        Assert.Equal(TokenFailure.None, TokenCase.WithClaims($"\"customId\":\"{new string('ü', 256)}\"").Failure);
        Assert.Equal(TokenFailure.BadIdentity, TokenCase.WithClaims($"\"customId\":\"{new string('ü', 257)}\"").Failure);
    }

    [Fact]
    public void Verify_SubjectAlone_IsTheCustomId() =>
        Assert.Equal(new TokenIdentity(null, null, "s-1"), TokenCase.WithClaims("\"sub\":\"s-1\"").Identity);

    [Fact]
    public void Verify_SubjectBesideAnEmail_IsNotUsed() =>
        Assert.Equal(new TokenIdentity(null, "a@b.c", null), TokenCase.WithClaims("\"sub\":\"s-1\",\"email\":\"a@b.c\"").Identity);

    [Fact]
    public void Verify_NoIdentifier_IsNoIdentity() => Assert.Equal(TokenFailure.NoIdentity, TokenCase.WithClaims("\"name\":\"x\"").Failure);

    [Theory]
    [InlineData("\"shop\"", TokenFailure.None)]
    [InlineData("\"sh\\u006fp\"", TokenFailure.None)]
    [InlineData("\"Shop\"", TokenFailure.WrongIssuer)]
    [InlineData("[\"shop\"]", TokenFailure.WrongIssuer)]
    [InlineData("\"\\ud800\"", TokenFailure.WrongIssuer)]
    [InlineData("null", TokenFailure.WrongIssuer)]
    public void Verify_IssuerAskedFor_IsComparedByteForByte(string issuer, TokenFailure expected)
    {
        var claims = $"\"customId\":\"c\",\"iss\":{issuer}";
        Assert.Equal(expected, TokenCase.WithClaims(claims, new TokenRules { Issuer = "shop" }).Failure);
        Assert.Equal(TokenFailure.None, TokenCase.WithClaims(claims).Failure);
        Assert.Equal(TokenFailure.WrongIssuer, TokenCase.WithClaims("\"customId\":\"c\"", new TokenRules { Issuer = "shop" }).Failure);
    }

    [Theory]
    [InlineData("\"events\"", TokenFailure.None)]
    [InlineData("[\"other\",\"events\"]", TokenFailure.None)]
    [InlineData("[]", TokenFailure.WrongAudience)]
    [InlineData("[\"other\"]", TokenFailure.WrongAudience)]
    [InlineData("[[\"events\"]]", TokenFailure.WrongAudience)]
    [InlineData("[\"events\",1]", TokenFailure.WrongAudience)]
    [InlineData("{\"events\":\"events\"}", TokenFailure.WrongAudience)]
    public void Verify_AudienceAskedFor_IsTheOneOrAmongThem(string audience, TokenFailure expected)
    {
        var claims = $"\"aud\":{audience},\"customId\":\"c\"";
        Assert.Equal(expected, TokenCase.WithClaims(claims, new TokenRules { Audience = "events" }).Failure);
        Assert.Equal(TokenFailure.None, TokenCase.WithClaims(claims).Failure);
        Assert.Equal(TokenFailure.WrongAudience, TokenCase.WithClaims("\"customId\":\"c\"", new TokenRules { Audience = "events" }).Failure);
    }
}
