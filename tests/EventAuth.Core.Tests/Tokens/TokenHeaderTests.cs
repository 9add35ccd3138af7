using System.Security.Cryptography;
using System.Text;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens;

public sealed class TokenHeaderTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("nOnE")]
    [InlineData("rs256")]
    [InlineData("RS256 ")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    [InlineData("HS256")]
    [InlineData("EdDSA")]
    [InlineData("")]
    public void Verify_AnotherAlgorithmOverAGoodSignature_IsWrongAlgorithm(string algorithm)
    {
        Assert.Equal(TokenFailure.WrongAlgorithm, TokenCase.WithHeader($$"""{"alg":"{{algorithm}}"}"""));
        var unsigned = SigningKey.Encode(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}"}""")) + "." + SigningKey.Encode(Encoding.UTF8.GetBytes(TokenCase.Payload)) + ".";
        Assert.Equal(TokenFailure.WrongAlgorithm, TokenCase.Verify(unsigned).Failure);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"alg":null}""")]
    [InlineData("""{"alg":256}""")]
    [InlineData("""{"alg":["RS256"]}""")]
    [InlineData("""{"alg":{"alg":"RS256"}}""")]
    [InlineData("""{"ALG":"RS256"}""")]
    [InlineData("""{"x":{"alg":"RS256"}}""")]
    public void Verify_NoAlgorithmAsText_IsWrongAlgorithm(string header) => Assert.Equal(TokenFailure.WrongAlgorithm, TokenCase.WithHeader(header));

    [Fact]
    public void Verify_PublicKeyUsedAsHmacSecret_IsWrongAlgorithm()
    {
        var stored = Certificates.CertificateOf.Text(SigningKey.Shared.PublicPem).Pem;
        foreach (var secret in new[] { SigningKey.Shared.PublicPem, SigningKey.Shared.PublicPem + "\n", stored })
        {
            var input = SigningKey.Encode("""{"alg":"HS256","typ":"JWT"}"""u8) + "." + SigningKey.Encode(Encoding.UTF8.GetBytes(TokenCase.Payload));
            var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(input));
            Assert.Equal(TokenFailure.WrongAlgorithm, TokenCase.Verify(input + "." + SigningKey.Encode(mac)).Failure);
        }
    }

    [Theory]
    [InlineData("PS256", "SHA256", true)]
    [InlineData("RS384", "SHA384", false)]
    [InlineData("RS256", "SHA256", true)]
    [InlineData("RS256", "SHA384", false)]
    public void Verify_OtherSchemeOfTheSameKey_IsRefused(string algorithm, string hash, bool pss)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(SigningKey.Shared.PrivatePem);
        var input = SigningKey.Encode(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}"}""")) + "." + SigningKey.Encode(Encoding.UTF8.GetBytes(TokenCase.Payload));
        var signature = rsa.SignData(Encoding.ASCII.GetBytes(input), new HashAlgorithmName(hash), pss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        var expected = algorithm == "RS256" ? TokenFailure.WrongSignature : TokenFailure.WrongAlgorithm;
        Assert.Equal(expected, TokenCase.Verify(input + "." + SigningKey.Encode(signature)).Failure);
    }

    [Theory]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"typ":"JWT","alg":"RS256"}""")]
    [InlineData("""{"alg":"RS256","typ":"JWT","kid":""}""")]
    [InlineData("""{"alg":"RS256","kid":"../../../../dev/null"}""")]
    [InlineData("""{"alg":"RS256","kid":"' OR 1=1 --"}""")]
    [InlineData("""{"alg":"RS256","kid":"\ud800"}""")]
    [InlineData("""{"alg":"RS256","\ud800":"\udc00"}""")]
    [InlineData("""{"alg":"RS256","cty":"JWT","zip":"DEF","x":[1,{"y":null}]}""")]
    [InlineData("""{"\u0061lg":"RS\u003256"}""")]
    [InlineData(""" { "alg" : "RS256" } """)]
    [InlineData("""{"alg":"RS256","b64":true}""")]
    public void Verify_HeaderWithHintsAndUnknownMembers_IsTaken(string header) => Assert.Equal(TokenFailure.None, TokenCase.WithHeader(header));

    [Fact]
    public void Verify_HeaderThatBringsTheAttackersKey_IsCheckedWithOursAlone()
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(SigningKey.Other.PrivatePem);
        var numbers = rsa.ExportParameters(false);
        var jwk = $$"""{"kty":"RSA","n":"{{SigningKey.Encode(numbers.Modulus)}}","e":"{{SigningKey.Encode(numbers.Exponent)}}"}""";
        foreach (var member in new[]
        {
            "\"jwk\":" + jwk,
            "\"jku\":\"http://127.0.0.1:9/keys\"",
            "\"x5u\":\"http://127.0.0.1:9/certificate\"",
            "\"x5c\":[\"" + Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo()) + "\"]",
        })
        {
            var header = $$"""{"alg":"RS256",{{member}}}""";
            Assert.Equal(TokenFailure.WrongSignature, TokenCase.Verify(SigningKey.Other.SignCompact(header, TokenCase.Payload)).Failure);
            Assert.Equal(TokenFailure.None, TokenCase.WithHeader(header));
        }
    }

    [Theory]
    [InlineData("""{"alg":"RS256","crit":["exp"],"exp":1}""")]
    [InlineData("""{"alg":"RS256","crit":[]}""")]
    [InlineData("""{"alg":"RS256","crit":null}""")]
    [InlineData("""{"alg":"RS256","cr\u0069t":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"RS256","b64":false}""")]
    [InlineData("""{"alg":"RS256","b64":false,"crit":["b64"]}""")]
    public void Verify_CriticalHeader_IsRefused(string header) => Assert.Equal(TokenFailure.CriticalHeader, TokenCase.WithHeader(header));

    [Theory]
    [InlineData("\"jwt\"")]
    [InlineData("\"at+jwt\"")]
    [InlineData("\"application/jwt\"")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"\"")]
    public void Verify_AnotherType_IsWrongType(string type) => Assert.Equal(TokenFailure.WrongType, TokenCase.WithHeader($$"""{"alg":"RS256","typ":{{type}}}"""));

    [Theory]
    [InlineData("")]
    [InlineData("RS256")]
    [InlineData("\"RS256\"")]
    [InlineData("[]")]
    [InlineData("""[{"alg":"RS256"}]""")]
    [InlineData("""{"alg":"RS256"}{}""")]
    [InlineData("""{"alg":"RS256"} x""")]
    [InlineData("""{"alg":"RS256",}""")]
    [InlineData("""{"alg":"RS256"/* */}""")]
    [InlineData("""{"alg":"RS256","alg":"RS256"}""")]
    [InlineData("""{"alg":"none","\u0061lg":"RS256"}""")]
    [InlineData("""{"alg":"RS256","x":{"y":1,"y":2}}""")]
    [InlineData("""{"alg":"RS256","kid":17}""")]
    [InlineData("""{"alg":"RS256","x":"\uZZZZ"}""")]
    [InlineData("\uFEFF{\"alg\":\"RS256\"}")]
    public void Verify_HeaderThatIsNotOneStrictObject_IsBadHeader(string header) => Assert.Equal(TokenFailure.BadHeader, TokenCase.WithHeader(header));

    [Fact]
    public void Verify_HeaderWithBrokenUtf8_IsBadHeader()
    {
        byte[] header = [.. "{\"alg\":\"RS256\",\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Equal(TokenFailure.BadHeader, TokenCase.WithBytes(header, Encoding.UTF8.GetBytes(TokenCase.Payload)));
    }
}
