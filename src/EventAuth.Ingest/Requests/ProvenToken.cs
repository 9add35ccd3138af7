using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Core.Proofs;
using EventAuth.Core.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace EventAuth.Ingest.Requests;

/// <summary>
/// A token where proofs are read: <c>Authorization: DPoP token</c> with one header <c>DPoP</c> (RFC 9449, section 7.1). If the settings
/// accept both, a token that names no key comes as <c>Bearer</c>. Each kind with the scheme of the other is refused (section 7.2).
/// </summary>
internal static class ProvenToken
{
    private const string Scheme = "DPoP ";
    private const string ProofHeader = "DPoP";

    /// <summary>Checks token and proof. Scheme in any case, one or more spaces.</summary>
    public static TokenVerification Verify(
        HttpRequest request, TokenVerifier verifier, ProofVerifier proofs, VerificationKey? key, DateTimeOffset now)
    {
        var authorization = request.Headers.Authorization;
        if (!TryFind(authorization, out var token) || token.IsEmpty || token.ContainsAnyExceptInRange('!', '~'))
        {
            return !BearerToken.TryFind(authorization, out _) ? TokenVerification.Failed(TokenFailure.NotABearer)
                : verifier.Rules.RequiresProof ? TokenVerification.Failed(TokenFailure.BearerScheme)
                : VerifyBearer(authorization, verifier, key, now);
        }

        if (token.Length > TokenRules.MaxLength)
        {
            return TokenVerification.Failed(TokenFailure.TooLong);
        }

        Span<byte> bytes = stackalloc byte[token.Length];
        Encoding.ASCII.GetBytes(token, bytes);
        var verification = verifier.Verify(bytes, key, now);
        return verification.Failure == TokenFailure.None ? Prove(request, verification, bytes, proofs, now) : verification;
    }

    /// <summary>Finds the token of exactly one header with this scheme.</summary>
    public static bool TryFind(StringValues authorization, out ReadOnlySpan<char> token)
    {
        var isOne = authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
        token = isOne ? authorization[0].AsSpan(Scheme.Length).TrimStart(' ') : default;
        return isOne;
    }

    // Whoever took a token that names a key could leave the proof out and call it a bearer.
    private static TokenVerification VerifyBearer(
        StringValues authorization, TokenVerifier verifier, VerificationKey? key, DateTimeOffset now)
    {
        var verification = BearerToken.Verify(authorization, verifier, key, now);
        if (verification.NamesKey)
        {
            return Refuse(verification, TokenFailure.BearerScheme);
        }

        if (verification.Failure == TokenFailure.None)
        {
            verifier.Bearers.Add(now);
        }

        return verification;
    }

    private static TokenVerification Prove(
        HttpRequest request, in TokenVerification verification, ReadOnlySpan<byte> token, ProofVerifier proofs, DateTimeOffset now)
    {
        if (!verification.NamesKey)
        {
            return Refuse(verification, TokenFailure.BadConfirmation);
        }

        var sent = request.Headers[ProofHeader];
        if (sent is not [{ } proof])
        {
            return Refuse(verification, sent.Count == 0 ? TokenFailure.ProofMissing : TokenFailure.SeveralProofs);
        }

        if (proof.Length > ProofRules.MaxLength || !Ascii.IsValid(proof))
        {
            return Refuse(verification, TokenFailure.ProofMalformed);
        }

        Span<byte> bytes = stackalloc byte[proof.Length];
        Encoding.ASCII.GetBytes(proof, bytes);
        // Not HttpRequest.Host, which cannot read every host that the server lets in. As it was sent, it is what the browser signed.
        var target = new ProofRequest(request.Method, request.Scheme, request.Headers.Host.ToString(), request.Path.Value ?? "");
        return proofs.Verify(verification, token, bytes, target, now);
    }

    private static TokenVerification Refuse(in TokenVerification verification, TokenFailure failure) =>
        TokenVerification.Failed(failure) with { CheckedSignature = verification.CheckedSignature };
}
