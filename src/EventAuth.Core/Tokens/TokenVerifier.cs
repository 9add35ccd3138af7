using EventAuth.Core.Certificates;

namespace EventAuth.Core.Tokens;

/// <summary>
/// Checks a presented token by the rules of RFC 7515, 7519 and 8725, and ours on top:
/// 1. take it apart and judge its header, 2. see that the payload is well-formed, 3. check the signature, 4. read and judge the claims.
/// Everything malformed is out before the signature, the dearest step; nothing of the payload is believed before it.
/// </summary>
public sealed class TokenVerifier(TokenRules rules)
{
    /// <summary>The settings under which tokens are checked.</summary>
    public TokenRules Rules { get; } = rules;

    /// <summary>Checks a token in JWS compact form. Without a key no token is valid. Allocates only the identity.</summary>
    /// <param name="token">What stands after <c>Bearer </c> in the header.</param>
    /// <param name="key">The key in force, or null while there is none.</param>
    /// <param name="now">The moment of the check.</param>
    public TokenVerification Verify(ReadOnlySpan<byte> token, VerificationKey? key, DateTimeOffset now)
    {
        Span<byte> buffer = stackalloc byte[Math.Min(token.Length, TokenRules.MaxLength)];
        var failure = JwsCompact.Read(token, buffer, out var jws);
        if (failure == TokenFailure.None && !StrictJson.IsObject(jws.Payload))
        {
            failure = TokenFailure.BadPayload;
        }

        if (failure == TokenFailure.None)
        {
            failure = jws.Check(key);
        }

        JwtClaims claims = default;
        if (failure == TokenFailure.None)
        {
            failure = JwtReader.Read(jws.Payload, Rules, out claims);
        }

        return failure == TokenFailure.None ? Judge(claims, now) : TokenVerification.Failed(failure);
    }

    // Expiry comes last: only a token that is right in everything else may be answered with "token_expired".
    private TokenVerification Judge(in JwtClaims claims, DateTimeOffset now)
    {
        var time = (now - DateTimeOffset.UnixEpoch).TotalSeconds;
        var skew = Rules.ClockSkew.TotalSeconds;
        if (claims.Expires is not { } expires)
        {
            return TokenVerification.Failed(TokenFailure.ExpiryMissing);
        }

        if (claims.NotBefore > time + skew || claims.IssuedAt > time + skew)
        {
            return TokenVerification.Failed(TokenFailure.NotYetValid);
        }

        if (expires - time > Rules.MaxLifetime.TotalSeconds)
        {
            return TokenVerification.Failed(TokenFailure.LifetimeTooLong);
        }

        if (Rules.Issuer is not null && !claims.IssuerMatches)
        {
            return TokenVerification.Failed(TokenFailure.WrongIssuer);
        }

        if (Rules.Audience is not null && !claims.AudienceMatches)
        {
            return TokenVerification.Failed(TokenFailure.WrongAudience);
        }

        var hasIdentifier = claims.Uuid is not null || claims.Email is not null || claims.CustomId is not null;
        if (!hasIdentifier && (claims.HasBadSubject || claims.Subject is null))
        {
            return TokenVerification.Failed(claims.HasBadSubject ? TokenFailure.BadIdentity : TokenFailure.NoIdentity);
        }

        if (time - expires > skew)
        {
            return TokenVerification.Failed(TokenFailure.Expired);
        }

        return TokenVerification.Valid(
            hasIdentifier ? new TokenIdentity(claims.Uuid, claims.Email, claims.CustomId) : new TokenIdentity(null, null, claims.Subject));
    }
}
