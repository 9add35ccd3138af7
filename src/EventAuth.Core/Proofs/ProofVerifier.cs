using System.Runtime.InteropServices;
using EventAuth.Core.Json;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Proofs;

/// <summary>
/// Checks that who sends a token has the key that the token names: a proof (RFC 9449, section 4.3) for this request, this token and this
/// minute, signed with that key. Comes after the check of the token, so that nobody without a valid token causes a signature check:
/// 1. split it and read its header, 2. compare its key with the token's, 3. check the signature, 4. read the claims and compare them,
/// 5. the time. Whether it was used before only the journal knows.
/// </summary>
public sealed class ProofVerifier
{
    /// <summary>How many keys are kept ready: about 32 MiB.</summary>
    internal const int MaxKeys = 8 * 1024;

    private const int SignatureLength = 64;

    private readonly TimeSpan _skew;
    private readonly ProofRules _rules;
    private readonly ProofKeys _keys = new(MaxKeys);

    /// <param name="rules">The settings; they require proofs.</param>
    public ProofVerifier(TokenRules rules) =>
        (_rules, _skew) = (rules.Proof ?? throw new ArgumentException("Tokens need no proof.", nameof(rules)), rules.ClockSkew);

    /// <summary>The result for a valid token and its proof. Allocates what identifies the proof, and keys that are not ready yet.</summary>
    /// <param name="token">The result for the token alone.</param>
    /// <param name="tokenBytes">The token as it was sent.</param>
    /// <param name="proof">The value of the header <c>DPoP</c>.</param>
    public TokenVerification Verify(
        in TokenVerification token, ReadOnlySpan<byte> tokenBytes, ReadOnlySpan<byte> proof, in ProofRequest request, DateTimeOffset now)
    {
        var failure = Check(token.KeyThumbprint, tokenBytes, proof, request, now, out var use);
        return failure == TokenFailure.None
            ? token with { Proof = use }
            : TokenVerification.Failed(failure) with { CheckedSignature = token.CheckedSignature };
    }

    private TokenFailure Check(
        byte[]? confirmed, ReadOnlySpan<byte> token, ReadOnlySpan<byte> proof, in ProofRequest request, DateTimeOffset now,
        out ProofUse? use)
    {
        use = null;
        if (confirmed is null)
        {
            return TokenFailure.BadConfirmation;
        }

        // 1. Form and header
        Span<byte> buffer = stackalloc byte[ProofRules.MaxLength];
        if (!ProofJws.TryRead(proof, buffer, out var jws))
        {
            return TokenFailure.ProofMalformed;
        }

        var failure = ProofHeader.Read(jws.Header, out var header);
        if (failure != TokenFailure.None)
        {
            return failure;
        }

        // 2. The key
        Span<byte> thumbprint = stackalloc byte[SHA256.HashSizeInBytes];
        header.Jwk.WriteThumbprint(thumbprint);
        if (!CryptographicOperations.FixedTimeEquals(thumbprint, confirmed))
        {
            return TokenFailure.ProofOtherKey;
        }

        // 3. The signature
        if (_keys.Get(MemoryMarshal.Read<TokenDigest>(thumbprint), header.Jwk) is not { } key)
        {
            return TokenFailure.ProofKey;
        }

        if (!Verifies(key, jws))
        {
            return TokenFailure.ProofSignature;
        }

        // 4. and 5. The claims and the time
        return StrictJson.IsObject(jws.Payload)
            ? Judge(jws.Payload, token, thumbprint, request, now, out use)
            : TokenFailure.ProofMalformed;
    }

    private static bool Verifies(ECDsa key, in ProofJws jws)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(jws.SigningInput, hash);
        return jws.Signature.Length == SignatureLength
            && key.VerifyHash(hash, jws.Signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private TokenFailure Judge(
        ReadOnlySpan<byte> payload, ReadOnlySpan<byte> token, ReadOnlySpan<byte> thumbprint, in ProofRequest request, DateTimeOffset now,
        out ProofUse? use)
    {
        Span<byte> tokenHash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(token, tokenHash);
        var claims = ProofClaims.Read(payload, request, _rules, tokenHash, thumbprint);
        var age = (now - DateTimeOffset.UnixEpoch).TotalSeconds - claims.IssuedAt;
        var failure = claims switch
        {
            { AreWhole: false } => TokenFailure.ProofMalformed,
            { IsMethod: false } => TokenFailure.ProofMethod,
            { IsAddress: false } => TokenFailure.ProofAddress,
            { IsToken: false } => TokenFailure.ProofOtherToken,
            _ when age > _rules.Window.TotalSeconds => TokenFailure.ProofTooOld,
            _ when -age > _skew.TotalSeconds => TokenFailure.ProofFromFuture,
            _ => TokenFailure.None,
        };
        use = failure == TokenFailure.None ? new ProofUse(claims.Id, (long)claims.IssuedAt) : null;
        return failure;
    }
}
