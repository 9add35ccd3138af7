using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Looks at the algorithm that the header names. Only RS256 is taken, whatever it says.</summary>
internal static class AlgorithmInspection
{
    /// <summary>The algorithm as named; null where it is no text.</summary>
    public static string? Inspect(LooseJson header, KnownKeys keys, LooseToken token, FindingList findings)
    {
        if (header.Find("alg") is not { } named)
        {
            findings.Wrong(TokenFindingCode.AlgorithmMissing);
            return null;
        }

        var algorithm = LooseJson.TextOf(named);
        switch (algorithm?.ToUpperInvariant())
        {
            case "RS256" when algorithm == "RS256":
                findings.Right(TokenFindingCode.AlgorithmRight);
                break;
            case "NONE":
                findings.Wrong(TokenFindingCode.AlgorithmNone, ("algorithm", algorithm));
                break;
            case "HS256" or "HS384" or "HS512"
                when token.Signature is { } code && keys.MadeFromPublicKey(algorithm, token.SigningInput, code):
                findings.Wrong(TokenFindingCode.PublicKeyAsSecret, ("algorithm", algorithm));
                break;
            case "HS256" or "HS384" or "HS512":
                findings.Wrong(TokenFindingCode.AlgorithmHmac, ("algorithm", algorithm));
                break;
            case "RS384" or "RS512" or "PS256" or "PS384" or "PS512":
                findings.Wrong(TokenFindingCode.AlgorithmRsa, ("algorithm", algorithm));
                break;
            case "ES256" or "ES384" or "ES512" or "ES256K" or "EDDSA":
                findings.Wrong(TokenFindingCode.AlgorithmElliptic, ("algorithm", algorithm));
                break;
            case { } text when text.Trim() == "RS256":
                findings.Wrong(TokenFindingCode.AlgorithmMisspelt, ("algorithm", algorithm));
                break;
            default:
                findings.Wrong(TokenFindingCode.AlgorithmUnknown, ("value", named));
                break;
        }

        return algorithm;
    }
}
