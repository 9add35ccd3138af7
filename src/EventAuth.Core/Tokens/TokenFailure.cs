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

    /// <summary>Tokens must be proven, or this one was sent as one that is, and it names no usable key (<c>cnf.jkt</c>).</summary>
    BadConfirmation,

    /// <summary>The token must be proven, and came as <c>Bearer</c>.</summary>
    BearerScheme,

    /// <summary>The token is valid, and no proof came with it.</summary>
    ProofMissing,

    /// <summary>More than one <c>DPoP</c> header.</summary>
    SeveralProofs,

    /// <summary>The proof is no JWT in compact form, too long, not strict JSON, or a claim is missing or of the wrong type.</summary>
    ProofMalformed,

    /// <summary>The proof's <c>typ</c> is not <c>dpop+jwt</c>.</summary>
    ProofType,

    /// <summary>The proof's <c>alg</c> is not ES256.</summary>
    ProofAlgorithm,

    /// <summary>The proof's <c>jwk</c> is not a public key on P-256, or has a private one in it.</summary>
    ProofKey,

    /// <summary>The proof is made with another key than the one the token names.</summary>
    ProofOtherKey,

    /// <summary>The proof's signature is not good.</summary>
    ProofSignature,

    /// <summary>The proof is for another method (<c>htm</c>).</summary>
    ProofMethod,

    /// <summary>The proof is for another address (<c>htu</c>).</summary>
    ProofAddress,

    /// <summary>The proof is older than <c>Tokens:ProofSeconds</c> (<c>iat</c>).</summary>
    ProofTooOld,

    /// <summary>The proof's <c>iat</c> is in the future by more than the skew.</summary>
    ProofFromFuture,

    /// <summary>The proof is for another token (<c>ath</c>).</summary>
    ProofOtherToken,

    /// <summary>An administrator ended the customer's tokens, and this one was issued before that.</summary>
    Ended,

    /// <summary>Everything else is valid and <c>exp</c> is past by more than the skew.</summary>
    Expired,
}
