using System.Security.Cryptography;
using System.Text;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EventAuth.Core.Tests.Tokens;

/// <summary>Another implementation as oracle: what it refuses we refuse, and both accept plain tokens.</summary>
public sealed class SecondOpinionTests
{
    public static TheoryData<string> PlainTokens => new()
    {
        SigningKey.Shared.SignCompact(TokenCase.Header, TokenCase.Payload),
        SigningKey.Shared.SignCompact("""{"alg":"RS256"}""", TokenCase.Payload),
        SigningKey.Other.SignCompact(TokenCase.Header, TokenCase.Payload),
        SigningKey.Shared.SignCompact("""{"alg":"none"}""", TokenCase.Payload),
        SigningKey.Shared.SignCompact("""{"alg":"HS256"}""", TokenCase.Payload),
        SigningKey.Shared.SignCompact(TokenCase.Header, "[]"),
        SigningKey.Shared.SignCompact(TokenCase.Header, """{"customId":"c"}"""),
        SigningKey.Shared.SignCompact(TokenCase.Header, """{"exp":1,"customId":"c"}"""),
        SigningKey.Shared.SignCompact(TokenCase.Header, """{"exp":1800000300,"nbf":1800000200,"customId":"c"}"""),
        SigningKey.Shared.SignCompact(TokenCase.Header, TokenCase.Payload)[..^8],
    };

    [Theory]
    [MemberData(nameof(PlainTokens))]
    public async Task Verify_PlainCases_AgreesWithAnotherImplementation(string token) =>
        Assert.Equal(await IsValidElsewhereAsync(token), TokenCase.Verify(token).Failure == TokenFailure.None);

    [Fact]
    public async Task Verify_TokenMadeElsewhere_IsTaken()
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(SigningKey.Shared.PrivatePem);
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["email"] = "jana.nováková@shop.example" },
            NotBefore = TokenCase.Now.UtcDateTime,
            IssuedAt = TokenCase.Now.UtcDateTime,
            Expires = TokenCase.Now.AddMinutes(5).UtcDateTime,
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(rsa) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } }, "RS256"),
        });
        Assert.True(await IsValidElsewhereAsync(token));
        Assert.Equal(new TokenIdentity(null, "jana.nováková@shop.example", null), TokenCase.Verify(token).Identity);
    }

    [Fact]
    public async Task Verify_RandomChangesOfOneByte_NeverTakesWhatTheOtherRefuses()
    {
        var good = Encoding.ASCII.GetBytes(SigningKey.Shared.SignCompact(TokenCase.Header, TokenCase.Payload));
        var random = new Random(20261122);
        for (var i = 0; i < 300; i++)
        {
            byte[] changed = [.. good];
            changed[random.Next(changed.Length)] = (byte)random.Next(0x21, 0x7F);
            var token = Encoding.ASCII.GetString(changed);
            Assert.False(TokenCase.Verify(token).Failure == TokenFailure.None && !await IsValidElsewhereAsync(token), token);
        }
    }

    private static async Task<bool> IsValidElsewhereAsync(string token)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(SigningKey.Shared.PublicPem);
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = new RsaSecurityKey(rsa) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
            ValidAlgorithms = ["RS256"],
            ValidateIssuer = false,
            ValidateAudience = false,
            ClockSkew = TimeSpan.FromSeconds(30),
            LifetimeValidator = (notBefore, expires, _, _) =>
                expires > TokenCase.Now.UtcDateTime && (notBefore is null || notBefore <= TokenCase.Now.UtcDateTime.AddSeconds(30)),
        });
        return result.IsValid;
    }
}
