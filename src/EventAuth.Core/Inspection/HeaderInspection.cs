using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Inspects the header by the rules of <see cref="JwsHeader"/>. Only RS256 is accepted, whatever the header says.</summary>
internal static class HeaderInspection
{
    private static readonly string[] KeyMembers = ["jwk", "jku", "x5u", "x5c"];

    /// <summary>Returns the algorithm as named; null if it is not a string.</summary>
    public static string? Inspect(LooseJson header, KnownKeys keys, LooseToken token, FindingList findings)
    {
        var (type, hint) = (header.Find("typ"), header.Find("kid"));
        findings.WrongIf(type is not null && LooseJson.TextOf(type) != "JWT", TokenFindingCode.WrongType, ("value", type));
        findings.WrongIf(header.Find("crit") is not null, TokenFindingCode.CriticalHeader);
        findings.WrongIf(header.Find("b64") is { ValueKind: not JsonValueKind.True }, TokenFindingCode.UnencodedPayload);
        findings.WrongIf(hint is { ValueKind: not JsonValueKind.String }, TokenFindingCode.KeyHintNotText, ("value", hint));
        if (KeyMembers.Where(name => header.Find(name) is not null).ToList() is { Count: > 0 } brought)
        {
            findings.Note(TokenFindingCode.KeyInHeader, ("members", brought));
        }

        if (header.Find("alg") is not { } named)
        {
            findings.Wrong(TokenFindingCode.AlgorithmMissing);
            return null;
        }

        var algorithm = LooseJson.TextOf(named);
        if (algorithm == "RS256")
        {
            findings.Right(TokenFindingCode.AlgorithmRight);
        }
        else if (FaultOf(algorithm, keys, token) is { } fault)
        {
            findings.Wrong(fault, ("algorithm", algorithm));
        }
        else
        {
            findings.Wrong(TokenFindingCode.AlgorithmUnknown, ("value", named));
        }

        return algorithm;
    }

    private static TokenFindingCode? FaultOf(string? algorithm, KnownKeys keys, LooseToken token) => algorithm?.ToUpperInvariant() switch
    {
        "NONE" => TokenFindingCode.AlgorithmNone,
        "HS256" or "HS384" or "HS512" =>
            token.Signature is { } code && keys.MadeFromPublicKey(algorithm, token.SigningInput, code)
                ? TokenFindingCode.PublicKeyAsSecret
                : TokenFindingCode.AlgorithmHmac,
        "RS384" or "RS512" or "PS256" or "PS384" or "PS512" => TokenFindingCode.AlgorithmRsa,
        "ES256" or "ES384" or "ES512" or "ES256K" or "EDDSA" => TokenFindingCode.AlgorithmElliptic,
        { } text when text.Trim() == "RS256" => TokenFindingCode.AlgorithmMisspelt,
        _ => null,
    };
}
