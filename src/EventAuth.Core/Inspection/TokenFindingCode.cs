using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>
/// What an inspection can find, in the order of causes: an earlier one explains the later ones. It follows the steps of the check
/// (text, form, header, signature, claims, time), so that the first one of a refused token is what to fix first.
/// </summary>
public enum TokenFindingCode
{
    // What was sent or pasted is not a token.
    Empty,
    NoValue,
    PromiseSent,
    ObjectAsText,
    Placeholder,
    PrivateKey,
    PublicKey,
    ApiKey,
    OtherKey,
    AnswerWithoutToken,
    DecodedToken,
    Shortened,
    SeveralTokens,
    LetterCaseChanged,

    // What is there instead of Bearer.
    OtherScheme,
    SchemeNotSeparated,

    // Tokens must be proven, and this one was sent as if they need not.
    BearerScheme,

    // What a token is wrapped in.
    JsonAnswer,
    BytesLiteral,
    NameAndValue,
    PercentEncoded,
    HtmlEncoded,
    EncodedTwice,
    Brackets,

    // What copying or a careless sender adds to a token.
    LineBreaks,
    WrittenLineBreaks,
    Blanks,
    InvisibleCharacters,
    QuotationMarks,
    Punctuation,
    BearerTwice,
    SchemeMissing,
    HeaderCopied,

    // The form.
    TooLong,
    BeginningMissing,
    EndMissing,
    NotAToken,
    Encrypted,
    PartCount,
    SignatureInHex,
    SignatureEncodedTwice,
    Padding,
    StandardBase64,
    ForeignCharacters,
    SignatureCutOff,
    CutOff,
    SpareBits,
    NotUtf8,
    ByteOrderMark,
    NotJson,
    NotAnObject,
    MemberTwice,
    TooDeep,

    // The header.
    AlgorithmMissing,
    AlgorithmNone,
    PublicKeyAsSecret,
    AlgorithmHmac,
    AlgorithmRsa,
    AlgorithmElliptic,
    AlgorithmMisspelt,
    AlgorithmUnknown,
    AlgorithmRight,
    WrongType,
    CriticalHeader,
    UnencodedPayload,
    KeyHintNotText,
    KeyInHeader,

    // The signature.
    SignatureMissing,
    NoCertificate,
    FormerCertificate,
    LineBreakSigned,
    OtherTextSigned,
    OtherHash,
    PssSignature,
    AlteredAfterSigning,
    OtherKeySize,
    UnknownKey,
    SignatureNotChecked,
    RightKeyOtherAlgorithm,
    SignatureRight,

    // The claims, one by one.
    TimeIsText,
    TimeInMilliseconds,
    TimeNegative,
    TimeOutOfRange,
    TimeNotANumber,
    IdentifierNotText,
    UuidNil,
    UuidMalformed,
    EmailMalformed,
    CustomIdMalformed,

    // The claims as a whole.
    ExpiryMissing,
    IssuerWrong,
    IssuerRight,
    AudienceWrong,
    AudienceRight,
    TokenIdMissing,
    TokenIdRight,
    ConfirmationMissing,
    ConfirmationRight,
    ConfirmationUnused,
    ConfirmationAbsent,
    SubjectMalformed,
    NoIdentity,
    Customer,
    SubjectUsed,
    ClaimNotRead,
    Ended,

    // The time.
    NotYetValid,
    IssuedInFuture,
    LifetimeTooLong,
    ExpiryIsDuration,
    Expired,
    ExpiredWithinSkew,
    TimeLeft,
    Issued,
    IssuedAtMissing,

    // The proof that came with a token that is valid by itself. Only the record has these: the inspector is not shown proofs.
    ProofMissing,
    SeveralProofs,
    ProofMalformed,
    ProofType,
    ProofAlgorithm,
    ProofKey,
    ProofOtherKey,
    ProofSignature,
    ProofMethod,
    ProofAddress,
    ProofOtherToken,
    ProofTooOld,
    ProofFromFuture,
    ProofUsedBefore,

    // What the token is used for.
    UsedBefore,
    EventIdentifierMalformed,
    EventMismatch,
    EventIdentifierIgnored,
    EventMatches,

    /// <summary>The token is valid without what copying added.</summary>
    RightWhenCleaned,

    /// <summary>The check refuses the token and the inspection does not see why: a fault of the inspection.</summary>
    Unexplained,
}

/// <summary>How programs read a code.</summary>
public static class TokenFindingCodes
{
    /// <summary>The name in snake case: <c>former_certificate</c>.</summary>
    public static string ToText(this TokenFindingCode code) => EnumCode.Of(code);

    /// <summary>The code of a failure of the proof, or of its being missing; null for one of the token.</summary>
    public static TokenFindingCode? Find(TokenFailure failure) => failure switch
    {
        TokenFailure.BearerScheme => TokenFindingCode.BearerScheme,
        TokenFailure.ProofMissing => TokenFindingCode.ProofMissing,
        TokenFailure.SeveralProofs => TokenFindingCode.SeveralProofs,
        TokenFailure.ProofMalformed => TokenFindingCode.ProofMalformed,
        TokenFailure.ProofType => TokenFindingCode.ProofType,
        TokenFailure.ProofAlgorithm => TokenFindingCode.ProofAlgorithm,
        TokenFailure.ProofKey => TokenFindingCode.ProofKey,
        TokenFailure.ProofOtherKey => TokenFindingCode.ProofOtherKey,
        TokenFailure.ProofSignature => TokenFindingCode.ProofSignature,
        TokenFailure.ProofMethod => TokenFindingCode.ProofMethod,
        TokenFailure.ProofAddress => TokenFindingCode.ProofAddress,
        TokenFailure.ProofOtherToken => TokenFindingCode.ProofOtherToken,
        TokenFailure.ProofTooOld => TokenFindingCode.ProofTooOld,
        TokenFailure.ProofFromFuture => TokenFindingCode.ProofFromFuture,
        _ => null,
    };

    /// <summary>The code of such a name; null for any other text.</summary>
    public static TokenFindingCode? Find(string text) => EnumCode.TryParse(text, out TokenFindingCode code) ? code : null;
}
