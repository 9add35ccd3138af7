namespace EventAuth.Core.Tokens.Inspection;

/// <summary>Looks at the algorithm that the header names. Only RS256 is taken, whatever it says.</summary>
internal static class AlgorithmInspection
{
    /// <summary>The algorithm as named; null where it is no text.</summary>
    public static string? Inspect(LooseJson header, KnownKeys keys, LooseToken token, FindingList findings)
    {
        if (header.Find("alg") is not { } named)
        {
            findings.Wrong(TokenFindingCode.AlgorithmMissing, "The header names no algorithm (alg).", "Set alg to RS256. The name is written in small letters.");
            return null;
        }

        var algorithm = LooseJson.TextOf(named);
        switch (algorithm?.ToUpperInvariant())
        {
            case "RS256" when algorithm == "RS256":
                findings.Right(TokenFindingCode.AlgorithmRight, "alg is RS256.");
                break;
            case "NONE":
                findings.Wrong(TokenFindingCode.AlgorithmNone, $"alg is {algorithm}: the token is not signed, so anybody could have written it.", "Let the backend sign with RS256 and its private key. Never switch signing off, not even for a test.");
                break;
            case "HS256" or "HS384" or "HS512" when token.Signature is { } code && keys.MadeFromPublicKey(algorithm, token.SigningInput, code):
                findings.Wrong(TokenFindingCode.PublicKeyAsSecret, $"alg is {algorithm}, and the text of the public key was used as the secret. The public key is no secret: whoever knows it could sign like this.", "Give the private key (private.pem) to the library and set RS256. If your backend did not make this token, somebody tries to get in.");
                break;
            case "HS256" or "HS384" or "HS512":
                findings.Wrong(TokenFindingCode.AlgorithmHmac, $"alg is {algorithm}; that is the default of many libraries. It signs with a secret that both sides know.", "Set RS256, and give the library the private key (private.pem) in place of a secret.");
                break;
            case "RS384" or "RS512" or "PS256" or "PS384" or "PS512":
                findings.Wrong(TokenFindingCode.AlgorithmRsa, $"alg is {algorithm}. It uses the same kind of key, but only RS256 is taken.", "Set RS256 in the backend; key and certificate can stay.");
                break;
            case "ES256" or "ES384" or "ES512" or "ES256K" or "EDDSA":
                findings.Wrong(TokenFindingCode.AlgorithmElliptic, $"alg is {algorithm}, which uses a key on an elliptic curve. Only RS256 is taken, with an RSA key.", "Make an RSA pair, define its public key as the certificate, and set RS256 in the backend.");
                break;
            case { } text when text.Trim() == "RS256":
                findings.Wrong(TokenFindingCode.AlgorithmMisspelt, $"alg is {ShownText.Quote(algorithm!)}: it means RS256, but is not written so.", "Write RS256, in capital letters and without blanks.");
                break;
            default:
                findings.Wrong(TokenFindingCode.AlgorithmUnknown, $"alg is {HeaderInspection.Shown(named)}. Only RS256 is taken.", "Set RS256 in the backend.");
                break;
        }

        return algorithm;
    }
}
