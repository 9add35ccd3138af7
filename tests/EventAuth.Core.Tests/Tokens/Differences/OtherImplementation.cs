using System.Security.Cryptography;
using EventAuth.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EventAuth.Core.Tests.Tokens.Differences;

/// <summary>Microsoft.IdentityModel, set up for the same thing: one RSA key, RS256, <c>exp</c> required, 30 s of skew, at the moment of <see cref="TokenCase"/>.</summary>
internal sealed class OtherImplementation
{
    private static readonly DateTime s_now = TokenCase.Now.UtcDateTime;
    private static readonly TimeSpan s_skew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new();
    private readonly TokenValidationParameters _parameters;

    public OtherImplementation(SigningKey key)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(key.PublicPem);
        _parameters = new TokenValidationParameters
        {
            IssuerSigningKey = new RsaSecurityKey(rsa),
            ValidAlgorithms = ["RS256"],
            ValidateIssuer = false,
            ValidateAudience = false,

            // Its own rule, at a moment that can be chosen.
            LifetimeValidator = (notBefore, expires, _, _) =>
                expires is not null && !(notBefore > expires) && !(notBefore > s_now + s_skew) && !(expires < s_now - s_skew),
        };
    }

    /// <summary>Whether it accepts the token.</summary>
    public async Task<bool> TakesAsync(string token) => (await _handler.ValidateTokenAsync(token, _parameters)).IsValid;
}
