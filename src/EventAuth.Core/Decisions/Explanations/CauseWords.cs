using EventAuth.Core.Tokens;

namespace EventAuth.Core.Decisions.Explanations;

/// <summary>Plain words for the causes that are recorded with rejections. A cause of a later version that is not known here is left out.</summary>
internal static class CauseWords
{
    /// <summary>What is wrong with a token, as a clause; null where that is not known.</summary>
    public static string? OfToken(string? cause) =>
        cause == "UsedBefore" ? "it is good for one request and was used before"
        : cause == FormerKeys.Cause ? "it is signed with the key of a certificate that was overwritten"
        : Enum.TryParse<TokenFailure>(cause, out var failure) && Enum.IsDefined(failure) ? OfToken(failure)
        : null;

    /// <summary>In what token and event differ, as a clause; null where that is not known.</summary>
    public static string? OfMismatch(string? cause) => cause is null ? null : $"they differ in {cause}";

    /// <summary>The clause behind a colon; empty for none.</summary>
    public static string AfterColon(string? clause) => clause is null ? "" : " (" + clause + ")";

    private static string? OfToken(TokenFailure failure) => failure switch
    {
        TokenFailure.None => null,
        TokenFailure.NotABearer => "the Authorization header is not “Bearer” and one token",
        TokenFailure.TooLong => "it is longer than a token may be",
        TokenFailure.NotThreeParts => "it does not have three parts",
        TokenFailure.BadBase64 => "a part of it is not base64url without padding",
        TokenFailure.BadHeader => "its header is not the JSON of a token's header",
        TokenFailure.WrongAlgorithm => "it is not signed with RS256",
        TokenFailure.WrongType => "its typ is not JWT",
        TokenFailure.CriticalHeader => "its header asks for an extension (crit)",
        TokenFailure.NoCertificate => "no certificate is defined, so there is nothing to check a token with",
        TokenFailure.WrongSignatureLength => "its signature is not as long as the key in force makes them",
        TokenFailure.WrongSignature => "it is not signed with the key in force",
        TokenFailure.BadPayload => "its payload is not the JSON of a token's payload",
        TokenFailure.ExpiryMissing => "it has no exp",
        TokenFailure.BadTime => "one of its times is not a number of seconds",
        TokenFailure.NotYetValid => "it begins in the future",
        TokenFailure.LifetimeTooLong => "it lives longer than a token may",
        TokenFailure.BadIdentity => "an identifier in it breaks the rules",
        TokenFailure.NoIdentity => "it does not say who the customer is",
        TokenFailure.WrongIssuer => "it is from another issuer (iss)",
        TokenFailure.WrongAudience => "it is meant for another audience (aud)",
        TokenFailure.BadTokenId => "it has no usable jti, and each token is good for one request",
        TokenFailure.Ended => "an administrator ended the tokens of its customer",
        TokenFailure.Expired => "it has expired",
    };
}
