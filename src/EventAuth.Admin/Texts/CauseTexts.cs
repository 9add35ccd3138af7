namespace EventAuth.Admin.Texts;

/// <summary>More about a rejection, from the cause that is recorded with it.</summary>
internal static class CauseTexts
{
    /// <summary>A clause; null if there is no more to say. An unknown cause of a later version is left out.</summary>
    public static string? Of(DecisionReason reason, string? cause) => (reason, cause) switch
    {
        (_, null) => null,
        (DecisionReason.InvalidToken, "UsedBefore") => "it was used before and works only once",
        (DecisionReason.InvalidToken, FormerKeys.Cause) => "it is signed with the key of a certificate that was overwritten",
        (DecisionReason.InvalidToken, _) => OfToken(cause),
        (DecisionReason.TokenExpired, _) =>
            TokenFindingCodes.Find(cause) is { } code and not TokenFindingCode.Expired ? TokenCauseTexts.Of(code) : null,
        (DecisionReason.IdentityMismatch, _) => $"different {cause}",
        (DecisionReason.InvalidEvent, _) => string.Join(", ", cause.Split(", ").Select(OfField)),
        (DecisionReason.MalformedJson, _) => JsonFlawPlace.ReadCause(cause) is { } place ? JsonFlawTexts.Of(place) : null,
        _ => null,
    };

    // A field and its code, as in "client.uuid required".
    private static string OfField(string pair) => pair.Split(' ') switch
    {
        [var field, "required"] => field + " is missing",
        [var field, "invalid_type"] => field + " has the wrong type",
        [var field, "invalid_format"] => field + " has the wrong form",
        [var field, "too_long"] => field + " is too long",
        [var field, "too_many"] => field + " has too many members",
        [var field, "out_of_range"] => field + " is out of range",
        [var field, "contradicts_path"] => field + " is not the one of the path",
        _ => pair,
    };

    // Records of earlier versions, and of a flood, have the name of the failure.
    private static string? OfToken(string cause) =>
        TokenFindingCodes.Find(cause) is { } code ? TokenCauseTexts.Of(code)
        : Enum.TryParse<TokenFailure>(cause, out var failure) && Enum.IsDefined(failure) ? Of(failure)
        : null;

    private static string? Of(TokenFailure failure) => failure switch
    {
        TokenFailure.None => null,
        TokenFailure.NotABearer => "the Authorization header is not “Bearer” and one token",
        TokenFailure.TooLong => "it is too long",
        TokenFailure.NotThreeParts => "it does not have three parts",
        TokenFailure.BadBase64 => "one of its parts is not base64url without padding",
        TokenFailure.BadHeader => "its header is malformed",
        TokenFailure.WrongAlgorithm => "it is not signed with RS256",
        TokenFailure.WrongType => "its typ is not JWT",
        TokenFailure.CriticalHeader => "its header asks for an extension (crit)",
        TokenFailure.NoCertificate => "no certificate is defined, so tokens cannot be checked",
        TokenFailure.WrongSignatureLength => "its signature does not have the length that the certificate in force needs",
        TokenFailure.WrongSignature => "its signature does not match the certificate in force",
        TokenFailure.BadPayload => "its payload is malformed",
        TokenFailure.ExpiryMissing => "it has no expiry (exp)",
        TokenFailure.BadTime => "one of its times is not a number of seconds",
        TokenFailure.NotYetValid => "it is not valid yet",
        TokenFailure.LifetimeTooLong => "its lifetime is too long",
        TokenFailure.BadIdentity => "one of its identifiers is invalid",
        TokenFailure.NoIdentity => "it does not identify a customer",
        TokenFailure.WrongIssuer => "it has another issuer (iss)",
        TokenFailure.WrongAudience => "it is meant for another audience (aud)",
        TokenFailure.BadTokenId => "it has no valid jti, which a token that works only once needs",
        TokenFailure.BadConfirmation or TokenFailure.BearerScheme or TokenFailure.ProofMissing or TokenFailure.SeveralProofs
            or TokenFailure.ProofMalformed or TokenFailure.ProofType or TokenFailure.ProofAlgorithm or TokenFailure.ProofKey
            or TokenFailure.ProofOtherKey or TokenFailure.ProofSignature or TokenFailure.ProofMethod or TokenFailure.ProofAddress
            or TokenFailure.ProofTooOld or TokenFailure.ProofFromFuture or TokenFailure.ProofOtherToken =>
            TokenCauseTexts.Of(TokenFindingCodes.Find(failure) ?? TokenFindingCode.ConfirmationMissing),
        TokenFailure.Ended => "an administrator signed its customer out",
        TokenFailure.Expired => "it has expired",
    };
}
