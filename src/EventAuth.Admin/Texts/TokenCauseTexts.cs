using EventAuth.Core.Inspection;
using static EventAuth.Core.Inspection.TokenFindingCode;

namespace EventAuth.Admin.Texts;

/// <summary>
/// The causes of a bad token in a clause, for lists of decisions; nothing that was sent is known there.
/// The token inspector says more, and what to do.
/// </summary>
internal static class TokenCauseTexts
{
    /// <summary>The clause; null for what is no cause.</summary>
    public static string? Of(TokenFindingCode code) =>
        OfText(code) ?? OfForm(code) ?? OfHeader(code) ?? OfSignature(code) ?? OfClaims(code);

    private static string? OfText(TokenFindingCode code) => code switch
    {
        Empty => "the header is empty",
        NoValue => "a variable without a value was sent, such as undefined",
        PromiseSent => "a promise was sent, whose result was not awaited",
        ObjectAsText => "an object was sent, written as a text",
        Placeholder => "a placeholder was sent that nothing was filled into",
        PrivateKey => "a private key was sent: treat it as disclosed",
        PublicKey => "a public key was sent",
        ApiKey => "a key of the admin API was sent: revoke it",
        OtherKey => "a secret key of another service was sent",
        AnswerWithoutToken => "an answer was sent that has no token in it, perhaps an error",
        DecodedToken => "the decoded content of a token was sent",
        Shortened => "the token was shortened or masked",
        SeveralTokens => "more than one token was sent",
        LetterCaseChanged => "capital and small letters were changed on the way",
        SchemeMissing => "the word “Bearer” is missing before the token",
        OtherScheme => "the header begins with another word than “Bearer”",
        SchemeNotSeparated => "there is no blank between “Bearer” and the token",
        JsonAnswer => "a whole JSON answer was sent, with the token in it",
        BytesLiteral => "it is written as bytes in Python: b'…'",
        NameAndValue => "a name was sent before it, as in a form or cookie",
        PercentEncoded => "it is encoded for an address",
        HtmlEncoded => "it is written for a web page, with entities such as &quot;",
        EncodedTwice => "all of it is encoded once more as base64",
        Brackets => "brackets are around it",
        LineBreaks => "it is broken into lines",
        WrittenLineBreaks => "it has line breaks, written as \\n",
        Blanks => "it has blanks in it",
        InvisibleCharacters => "it has invisible characters",
        QuotationMarks => "quotation marks are around it",
        Punctuation => "a punctuation mark follows it",
        BearerTwice => "the word “Bearer” is there twice",
        _ => null,
    };

    private static string? OfForm(TokenFindingCode code) => code switch
    {
        TooLong => "it is too long",
        BeginningMissing => "its beginning is missing",
        EndMissing => "its end is missing",
        NotAToken => "it is not a token",
        Encrypted => "it is encrypted, not signed",
        PartCount => "it has more than three parts",
        Padding => "it has padding (=)",
        StandardBase64 => "it is ordinary base64 (+ or /), not base64url",
        ForeignCharacters => "it has characters that no token has",
        SignatureInHex => "its signature is written in hexadecimal digits",
        SignatureEncodedTwice => "its signature is encoded twice",
        SignatureCutOff => "the end of its signature is missing",
        CutOff => "characters of it are missing",
        SpareBits => "its last character is wrong",
        NotUtf8 => "its header or payload is not UTF-8",
        ByteOrderMark => "its header or payload begins with a byte-order mark",
        NotJson => "its header or payload is malformed JSON",
        NotAnObject => "its header or payload is not a JSON object",
        MemberTwice => "its header or payload has a name twice",
        TooDeep => "its header or payload is nested too deep",
        _ => null,
    };

    private static string? OfHeader(TokenFindingCode code) => code switch
    {
        AlgorithmMissing => "it names no algorithm (alg)",
        AlgorithmNone => "its alg is none: it is not signed",
        PublicKeyAsSecret => "it is signed with the public key as a secret, as attackers do",
        AlgorithmHmac => "it is signed with a secret (HS256 or the like), not with RS256",
        AlgorithmRsa => "it is signed with RSA, but not with RS256",
        AlgorithmElliptic => "it is signed with an elliptic curve, not with RS256",
        AlgorithmMisspelt => "its alg is RS256, written differently",
        AlgorithmUnknown => "its alg is not RS256",
        WrongType => "its typ is not JWT",
        CriticalHeader => "its header asks for an extension (crit)",
        UnencodedPayload => "its header asks for an unencoded payload (b64)",
        KeyHintNotText => "its kid is not a text",
        _ => null,
    };

    private static string? OfSignature(TokenFindingCode code) => code switch
    {
        SignatureMissing => "it has no signature",
        NoCertificate => "no certificate is defined, so tokens cannot be checked",
        FormerCertificate => "it is signed with the key of a certificate that was overwritten",
        LineBreakSigned => "a line break was signed along",
        OtherTextSigned => "another text than header and payload was signed",
        OtherHash => "it is signed with another hash than SHA-256",
        PssSignature => "its signature is RSA-PSS, not RS256",
        AlteredAfterSigning => "it was changed after it was signed",
        OtherKeySize => "its signature has another length than the key in force makes",
        UnknownKey => "it is signed with a key that is not known here",
        _ => null,
    };

    private static string? OfClaims(TokenFindingCode code) => code switch
    {
        TimeIsText => "one of its times is a text",
        TimeInMilliseconds => "one of its times is in milliseconds or smaller units",
        TimeNegative => "one of its times is negative",
        TimeOutOfRange => "one of its times is after the year 9999",
        TimeNotANumber => "one of its times is not a number",
        IdentifierNotText => "one of its identifiers is not a text",
        UuidNil => "its uuid is all zeros",
        UuidMalformed => "its uuid is not a uuid",
        EmailMalformed => "its email is not an e-mail address",
        CustomIdMalformed => "its customId is empty, too long, or has control characters",
        ExpiryMissing => "it has no expiry (exp)",
        IssuerWrong => "it has another issuer (iss)",
        AudienceWrong => "it is meant for another audience (aud)",
        TokenIdMissing => "it has no valid jti, which a token that works only once needs",
        SubjectMalformed => "it has only sub, which cannot be used as customId",
        NoIdentity => "it does not identify a customer",
        Ended => "an administrator signed its customer out",
        NotYetValid => "it is not valid yet (nbf)",
        IssuedInFuture => "its time of issue (iat) is in the future",
        LifetimeTooLong => "its lifetime is too long",
        ExpiryIsDuration => "its exp is a length of time, not a moment",
        Expired => "it has expired",
        UsedBefore => "it was used before and works only once",
        Unexplained => "the reason is not known",
        _ => null,
    };
}
