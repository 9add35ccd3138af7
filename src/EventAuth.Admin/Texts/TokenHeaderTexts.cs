using static EventAuth.Core.Inspection.TokenFindingCode;

namespace EventAuth.Admin.Texts;

/// <summary>Says what is wrong with the header of a token.</summary>
internal static class TokenHeaderTexts
{
    public static TokenWords? Of(TokenFinding finding) => finding.Code switch
    {
        AlgorithmMissing => new("The header names no algorithm (alg).", "Set alg to RS256. The name alg is written in small letters."),
        AlgorithmRight => new("alg is RS256."),
        AlgorithmNone => new(
            $"alg is {finding.Text("algorithm")}: the token is not signed, so anybody could have written it.",
            "Let the backend sign with RS256 and its private key. Never switch signing off, not even for a test."),
        PublicKeyAsSecret => new(
            $"alg is {finding.Text("algorithm")}, and the text of the public key was used as the secret. The public key is no secret: "
            + "anybody could sign like this.",
            "Give the private key (private.pem) to the library and set RS256. If your backend did not make this token, "
            + "somebody is trying to get in."),
        AlgorithmHmac => new(
            $"alg is {finding.Text("algorithm")}; that is the default of many libraries. It signs with a secret that both sides know.",
            "Set RS256, and give the library the private key (private.pem) instead of a secret."),
        AlgorithmRsa => new(
            $"alg is {finding.Text("algorithm")}. It uses the same kind of key, but only RS256 is accepted.",
            "Set RS256 in the backend; key and certificate can stay."),
        AlgorithmElliptic => new(
            $"alg is {finding.Text("algorithm")}, which uses a key on an elliptic curve. Only RS256 is accepted, with an RSA key.",
            "Make an RSA pair, define its public key as the certificate, and set RS256 in the backend."),
        AlgorithmMisspelt => new(
            $"alg is {finding.Quoted("algorithm")}: it means RS256, but is written differently.",
            "Write RS256, in capital letters and without blanks."),
        AlgorithmUnknown => new($"alg is {finding.Value()}. Only RS256 is accepted.", "Set RS256 in the backend."),
        WrongType when finding.Value().Equals("\"JWT\"", StringComparison.OrdinalIgnoreCase) => new(
            $"typ is {finding.Value()}. It must be \"JWT\", in capital letters.",
            "Write JWT in capital letters, or leave typ out."),
        WrongType => new(
            $"typ is {finding.Value()}, not JWT: this is a token of another kind, such as an access token of a sign-in service.",
            "Use a token that your backend makes for EventAuth. In its header, set typ to JWT, in capital letters, or leave it out."),
        CriticalHeader => new("The header has crit: it asks for extensions that must be understood, and none is.", "Leave crit out."),
        UnencodedPayload => new(
            "The header has b64: the payload is not encoded, which no JWT allows.",
            "Leave b64 out and let the library encode the payload."),
        KeyHintNotText => new(
            $"kid is {finding.Value()}, but must be a text.",
            "Put kid into quotation marks, or leave it out: it is not needed."),
        KeyInHeader => new(
            $"The header contains or names its own key ({finding.List("members")}). "
            + "It is ignored: only the certificate that is defined here counts.",
            "It can be left out."),
        _ => null,
    };
}
