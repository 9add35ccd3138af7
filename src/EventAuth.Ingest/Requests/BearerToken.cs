using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Core.Tokens;
using Microsoft.Extensions.Primitives;

namespace EventAuth.Ingest.Requests;

/// <summary>The token in the <c>Authorization</c> header (RFC 6750, section 2.1), the only place where a token is read from.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>Checks exactly one header of the form <c>Bearer token</c>: scheme in any case, one or more spaces, a valid token.</summary>
    public static TokenVerification Verify(StringValues authorization, TokenVerifier verifier, VerificationKey? key, DateTimeOffset now)
    {
        if (!TryFind(authorization, out var token) || token.IsEmpty)
        {
            return TokenVerification.Failed(TokenFailure.NotABearer);
        }

        if (token.Length > TokenRules.MaxLength || token.ContainsAnyExceptInRange('!', '~'))
        {
            return TokenVerification.Failed(token.Length > TokenRules.MaxLength ? TokenFailure.TooLong : TokenFailure.NotABearer);
        }

        Span<byte> bytes = stackalloc byte[token.Length];
        Encoding.ASCII.GetBytes(token, bytes);
        return verifier.Verify(bytes, key, now);
    }

    /// <summary>Whether a well-formed token with a wrong signature was signed with a former key; with either scheme.</summary>
    public static bool IsSigned(StringValues authorization, FormerKeys keys, DateTimeOffset now)
    {
        var isFound = TryFind(authorization, out var token) || ProvenToken.TryFind(authorization, out token);
        if (!isFound || token.Length > TokenRules.MaxLength)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[token.Length];
        Encoding.ASCII.GetBytes(token, bytes);
        return keys.HaveSigned(bytes, now);
    }

    /// <summary>Finds the token of exactly one header with this scheme.</summary>
    public static bool TryFind(StringValues authorization, out ReadOnlySpan<char> token)
    {
        if (authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            token = value.AsSpan(Scheme.Length).TrimStart(' ');
            return true;
        }

        token = default;
        return false;
    }
}
