namespace EventAuth.Core.Tokens;

/// <summary>Why a token was refused. Outsiders learn only "invalid_token" or "token_expired"; the console learns this.</summary>
public enum TokenFailure
{
    None = 0,
    NotABearer,
    TooLong,
    NotThreeParts,
    BadBase64,
    BadHeader,
    WrongAlgorithm,
    WrongType,
    CriticalHeader,
    NoCertificate,
    WrongSignatureLength,
    WrongSignature,
    BadPayload,
    ExpiryMissing,
    BadTime,
    NotYetValid,
    LifetimeTooLong,
    BadIdentity,
    NoIdentity,
    WrongIssuer,
    WrongAudience,

    /// <summary>Tokens may be used only once, and this one has no usable <c>jti</c>.</summary>
    BadTokenId,

    /// <summary>An administrator ended the customer's tokens, and this one was issued before that.</summary>
    Ended,

    /// <summary>Everything else is valid and <c>exp</c> is past by more than the skew.</summary>
    Expired,
}
