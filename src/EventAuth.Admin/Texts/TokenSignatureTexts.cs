using static EventAuth.Core.Inspection.TokenFindingCode;

namespace EventAuth.Admin.Texts;

/// <summary>Says whose signature a token has.</summary>
internal static class TokenSignatureTexts
{
    private const string CompareFingerprints =
        "Compare the fingerprint of the certificate with that of the backend's key: "
        + "openssl pkey -in private.pem -pubout -outform DER | openssl sha256. "
        + "If they differ, let the backend use the right key, or define its public key as the certificate.";

    public static TokenWords? Of(TokenFinding finding) => finding.Code switch
    {
        SignatureMissing => new(
            "The signature is missing: nothing follows the second dot.",
            "Copy the whole token. If that is all of it, the backend did not sign it: let it sign with RS256 and its private key."),
        NoCertificate => new(
            "No certificate is defined, so no token can be valid.",
            "Define the public key of your backend on the card \"Certificate\" of the JS SDK event settings."),
        FormerCertificate => new(
            $"Signed with the key that was overwritten on {ShownText.Utc(finding.Find<DateTimeOffset>("overwrittenAt"))} "
            + $"(certificate {finding.Text("fingerprint")}…).",
            "Let the backend sign with the private key of the certificate in force. If the old key is the right one, "
            + "define its public key again."),
        SignatureRight => new(
            $"The signature is good: it was made with the key of the certificate in force ({finding.Text("fingerprint")}…)."),
        LineBreakSigned => new(
            $"A line break ({finding.Find<string>("text")}) was signed along after header and payload, and is not in the token.",
            "Sign header and payload without it. In a shell, use printf '%s' instead of echo."),
        OtherTextSigned => new(
            $"Your key signed {Signed(finding)}. It must sign header and payload as they stand in the token, joined by a dot.",
            "Let a JWT library sign: RSASSA-PKCS1-v1_5 with SHA-256 over the first two parts of the token."),
        OtherHash => new(
            "The header says RS256, but the signature was made with another hash than SHA-256.",
            "Let the library both name and use RS256; do not write the header by hand."),
        PssSignature => new(
            "The header says RS256, but the signature is an RSA-PSS signature, as for PS256.",
            "Let the library both name and use RS256 (RSASSA-PKCS1-v1_5 with SHA-256)."),
        AlteredAfterSigning => new(
            "The token was changed after it was signed: the signature was made with "
            + $"{(finding.Find<bool>("isFormer") ? "a key that was overwritten" : "your key")}, but for another header or payload.",
            "Sign last, and send exactly what the library returns. If you did not change it, "
            + "somebody is trying to get in with a tampered token."),
        UnknownKey => new(
            "The signature was made with a key that was never defined here, or the token was changed after it was signed.",
            CompareFingerprints),
        SignatureCutOff => new(
            $"The signature is cut off: it has {Length(finding)} and must have {finding.Find<int>("expected")}.",
            "Copy the token again, to its last character. If it is stored on the way, make the field longer."),
        OtherKeySize => new(
            $"The signature has {Length(finding)}, and with the certificate in force it would have {finding.Find<int>("expected")}: "
            + "it was made with a key of another size, or with another algorithm.",
            CompareFingerprints),
        RightKeyOtherAlgorithm => new("The signature was made with the key of the certificate in force: only the algorithm has to change."),
        SignatureNotChecked => new("The signature was not checked, because it is not an RS256 signature."),
        _ => null,
    };

    private static string Signed(TokenFinding finding) => finding.Find<string>("text") switch
    {
        "payload" => "the payload alone",
        "decoded" => "the JSON texts before they were encoded",
        "padded" => "the parts with their padding (=)",
        "blank" => "one character too many at the end",
        "hash" => "the hash of the token, which was then hashed again",
        "bare_hash" => "the bare hash, without the name of the algorithm (DigestInfo)",
        _ => "another text",
    };

    private static string Length(TokenFinding finding) => Numbers.Count("byte", finding.Find<int>("length"));
}
