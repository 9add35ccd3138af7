using EventAuth.Core.Inspection;
using static EventAuth.Core.Inspection.TokenFindingCode;

namespace EventAuth.Core.Conformance;

/// <summary>Which requirement each finding of the inspector is about.</summary>
internal static class FindingRequirements
{
    private const string HeaderPart = "header";

    /// <summary>The requirement; null for what is about the event or the proof, or about no single requirement.</summary>
    public static TokenRequirement? Of(TokenFinding finding) => finding.Code switch
    {
        OtherScheme or BearerScheme or SchemeNotSeparated or BearerTwice or SchemeMissing or HeaderCopied => TokenRequirement.Bearer,
        Empty or NoValue or PromiseSent or ObjectAsText or Placeholder or PrivateKey or PublicKey or ApiKey or OtherKey
            or AnswerWithoutToken or DecodedToken or Shortened or SeveralTokens or LetterCaseChanged or JsonAnswer or BytesLiteral
            or NameAndValue or PercentEncoded or HtmlEncoded or EncodedTwice or Brackets or QuotationMarks or Punctuation
            or Unexplained => TokenRequirement.TokenAlone,
        TooLong => TokenRequirement.Length,
        BeginningMissing or EndMissing or NotAToken or Encrypted or PartCount or SignatureMissing => TokenRequirement.Parts,
        LineBreaks or WrittenLineBreaks or Blanks or InvisibleCharacters or SignatureInHex or SignatureEncodedTwice or Padding
            or StandardBase64 or ForeignCharacters or CutOff or SpareBits => TokenRequirement.Encoding,
        NotUtf8 or ByteOrderMark or NotJson or NotAnObject or MemberTwice or TooDeep =>
            finding.Find<string>("part") == HeaderPart ? TokenRequirement.HeaderJson : TokenRequirement.PayloadJson,
        AlgorithmMissing or AlgorithmNone or PublicKeyAsSecret or AlgorithmHmac or AlgorithmRsa or AlgorithmElliptic
            or AlgorithmMisspelt or AlgorithmUnknown or AlgorithmRight => TokenRequirement.Algorithm,
        WrongType => TokenRequirement.Type,
        KeyHintNotText => TokenRequirement.KeyId,
        KeyInHeader => TokenRequirement.KeySource,
        CriticalHeader or UnencodedPayload => TokenRequirement.Extensions,
        NoCertificate => TokenRequirement.Certificate,
        SignatureCutOff or OtherKeySize => TokenRequirement.SignatureLength,
        FormerCertificate or LineBreakSigned or OtherTextSigned or OtherHash or PssSignature or AlteredAfterSigning or UnknownKey
            or SignatureNotChecked or RightKeyOtherAlgorithm or SignatureRight => TokenRequirement.Signature,
        TimeIsText or TimeInMilliseconds or TimeNegative or TimeOutOfRange or TimeNotANumber => TokenRequirement.TimeFormat,
        ExpiryMissing => TokenRequirement.Expiry,
        ExpiryIsDuration or Expired or ExpiredWithinSkew or TimeLeft => TokenRequirement.NotExpired,
        LifetimeTooLong => TokenRequirement.Lifetime,
        NotYetValid => TokenRequirement.NotBefore,
        IssuedInFuture or Issued or IssuedAtMissing => TokenRequirement.IssuedAt,
        SubjectMalformed or NoIdentity or Customer or SubjectUsed or ClaimNotRead => TokenRequirement.Identity,
        IdentifierNotText or UuidNil or UuidMalformed or EmailMalformed or CustomIdMalformed => TokenRequirement.Identifiers,
        IssuerWrong or IssuerRight => TokenRequirement.Issuer,
        AudienceWrong or AudienceRight => TokenRequirement.Audience,
        TokenIdMissing or TokenIdRight or UsedBefore => TokenRequirement.TokenId,
        ConfirmationMissing or ConfirmationRight or ConfirmationUnused or ConfirmationAbsent => TokenRequirement.Confirmation,
        Ended => TokenRequirement.NotSignedOut,
        ProofMissing or SeveralProofs or ProofMalformed or ProofType or ProofAlgorithm or ProofKey or ProofOtherKey or ProofSignature
            or ProofMethod or ProofAddress or ProofOtherToken or ProofTooOld or ProofFromFuture or ProofUsedBefore => null,
        EventIdentifierMalformed or EventMismatch or EventIdentifierIgnored or EventMatches or RightWhenCleaned => null,
    };
}
