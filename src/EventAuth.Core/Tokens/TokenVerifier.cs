using System.Runtime.CompilerServices;
using EventAuth.Core.Certificates;
using EventAuth.Core.Json;

namespace EventAuth.Core.Tokens;

/// <summary>
/// Checks a presented token by the rules of RFC 7515, 7519 and 8725, and ours on top:
/// 1. split it and check its header, 2. check the form of its payload, 3. check the signature, 4. read and check the claims, 5. the time.
/// Everything malformed is refused before the signature, the slowest step; nothing of the payload is trusted before it.
/// A token that passed 1 to 4 twice is remembered as long as its key is in use, so that its next use begins with 5. Whether an
/// administrator ended the customer's tokens is checked at each use. A token that 3 refused is remembered, too, apart from the valid ones:
/// the result depends only on the token and the key. No other refusal is remembered: those before it are cheap, those after it
/// depend on the time or on what an administrator did.
/// </summary>
public sealed class TokenVerifier(TokenRules rules, EndedTokens? ended = null)
{
    /// <summary>How many refused tokens are remembered for a key: 4 MiB.</summary>
    internal const int MaxRefused = 128 * 1024;

    // When a key is no longer in use, the tokens that were verified or refused with it go too.
    private readonly ConditionalWeakTable<VerificationKey, VerifiedTokens> _verified = [];
    private readonly ConditionalWeakTable<VerificationKey, RefusedTokens> _refused = [];

    /// <summary>The settings under which tokens are checked.</summary>
    public TokenRules Rules { get; } = rules;

    /// <summary>The valid tokens without a key that requests had.</summary>
    public BearerCount Bearers { get; } = new();

    /// <summary>Checks a token in JWS compact form; without a key none is valid. Allocates only the identity, if not remembered.</summary>
    /// <param name="token">What follows <c>Bearer </c> in the header.</param>
    /// <param name="key">The key in force, or null while there is none.</param>
    public TokenVerification Verify(ReadOnlySpan<byte> token, VerificationKey? key, DateTimeOffset now)
    {
        if (key is null || token.Length > TokenRules.MaxLength)
        {
            return TokenVerification.Failed(Check(token, key, out _, out _));
        }

        if (!_verified.TryGetValue(key, out var remembered))
        {
            remembered = _verified.GetValue(key, _ => new VerifiedTokens(Rules.MaxRemembered, Rules.MaxRememberedMegabytes * 1024L * 1024));
        }

        var digest = TokenDigest.Of(token);
        var known = remembered.Find(digest);
        var checkedSignature = false;
        if (known is null)
        {
            if (_refused.TryGetValue(key, out var refused) && refused.Includes(digest))
            {
                return TokenVerification.Failed(TokenFailure.WrongSignature);
            }

            var failure = Check(token, key, out known, out checkedSignature);
            if (failure == TokenFailure.WrongSignature)
            {
                (refused ?? _refused.GetValue(key, static _ => new RefusedTokens(MaxRefused))).Remember(digest);
            }

            if (known is null)
            {
                return TokenVerification.Failed(failure) with { CheckedSignature = checkedSignature };
            }

            if (known.FindFailure(now, Rules) == TokenFailure.None)
            {
                key.NoteExpiry(known.Expires);

                // A single-use token never comes again, unless somebody replays it.
                if (known.Use is null)
                {
                    remembered.Meet(digest, known);
                }
            }
        }

        var verification = Conclude(known, now);
        if (verification.Failure != TokenFailure.None)
        {
            remembered.Forget(digest);
        }

        return verification with { CheckedSignature = checkedSignature };
    }

    /// <summary>The same verdict, without remembering the token: for one that a person shows instead of sending it.</summary>
    /// <inheritdoc cref="Verify"/>
    public TokenVerification VerifyUncached(ReadOnlySpan<byte> token, VerificationKey? key, DateTimeOffset now)
    {
        var failure = Check(token, key, out var verified, out var checkedSignature);
        var verification = verified is null ? TokenVerification.Failed(failure) : Conclude(verified, now);
        return verification with { CheckedSignature = checkedSignature };
    }

    private TokenVerification Conclude(VerifiedToken known, DateTimeOffset now)
    {
        var failure = ended?.Includes(known) == true ? TokenFailure.Ended : known.FindFailure(now, Rules);
        return failure switch
        {
            TokenFailure.None => TokenVerification.Valid(known.Identity, known.Use) with { KeyThumbprint = known.KeyThumbprint },
            TokenFailure.Expired => TokenVerification.Failed(failure) with { ExpiredSeconds = known.SecondsExpired(now) },
            _ => TokenVerification.Failed(failure),
        };
    }

    private TokenFailure Check(ReadOnlySpan<byte> token, VerificationKey? key, out VerifiedToken? verified, out bool checkedSignature)
    {
        verified = null;
        checkedSignature = false;
        Span<byte> buffer = stackalloc byte[Math.Min(token.Length, TokenRules.MaxLength)];
        var failure = JwsCompact.Read(token, buffer, out var jws);
        if (failure != TokenFailure.None || !StrictJson.IsObject(jws.Payload))
        {
            return failure == TokenFailure.None ? TokenFailure.BadPayload : failure;
        }

        failure = jws.Check(key);
        checkedSignature = failure is TokenFailure.None or TokenFailure.WrongSignature;
        if (failure != TokenFailure.None)
        {
            return failure;
        }

        failure = JwtReader.Read(jws.Payload, Rules, out var claims);
        return failure == TokenFailure.None ? Judge(claims, out verified) : failure;
    }

    private TokenFailure Judge(in JwtClaims claims, out VerifiedToken? verified)
    {
        verified = null;
        var hasIdentifier = claims.Uuid is not null || claims.Email is not null || claims.CustomId is not null;
        var failure = claims switch
        {
            { Expires: null } => TokenFailure.ExpiryMissing,
            { IssuerMatches: false } when Rules.Issuer is not null => TokenFailure.WrongIssuer,
            { AudienceMatches: false } when Rules.Audience is not null => TokenFailure.WrongAudience,
            { IdHash: null } when Rules.SingleUse => TokenFailure.BadTokenId,
            { KeyThumbprint: null } when Rules.RequiresProof => TokenFailure.BadConfirmation,
            { HasBadSubject: true } when !hasIdentifier => TokenFailure.BadIdentity,
            { Subject: null } when !hasIdentifier => TokenFailure.NoIdentity,
            _ => TokenFailure.None,
        };
        if (failure != TokenFailure.None)
        {
            return failure;
        }

        var expires = claims.Expires!.Value;
        var identity = hasIdentifier
            ? new TokenIdentity(claims.Uuid, claims.Email, claims.CustomId)
            : new TokenIdentity(null, null, claims.Subject);
        var use = claims.IdHash is null ? null : new TokenUse(claims.IdHash, (long)Math.Ceiling(expires));
        verified = new VerifiedToken(
            identity, expires, Math.Max(claims.NotBefore ?? 0, claims.IssuedAt ?? 0), claims.IssuedAt ?? 0, use, claims.KeyThumbprint);
        return TokenFailure.None;
    }
}
