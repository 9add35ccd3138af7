namespace EventAuth.Core.Inspection;

/// <summary>A token split as far as possible, however wrong it is.</summary>
/// <param name="Parts">The parts between the dots; at least two.</param>
/// <param name="HeaderBytes">The decoded header; null if it cannot be decoded.</param>
/// <param name="ClaimBytes">The decoded payload; null for an encrypted token, too.</param>
/// <param name="CanonicalInput">Header and payload in the one correct encoding, joined by a dot: the input of a signature.</param>
/// <param name="Signature">The signature; null if there is none, or it cannot be decoded.</param>
internal sealed record LooseToken(string[] Parts, byte[]? HeaderBytes, byte[]? ClaimBytes, byte[]? Signature, string CanonicalInput)
{
    private static readonly string[] PartNames = ["header", "payload", "signature"];

    /// <summary>The header, or null if it is not a JSON object.</summary>
    public LooseJson? Header { get; private init; }

    /// <summary>The claims, or null if the payload is not a JSON object.</summary>
    public LooseJson? Claims { get; private init; }

    public string? HeaderText => TextOf(HeaderBytes);

    public string? ClaimsText => TextOf(ClaimBytes);

    public string SigningInput => Parts[0] + "." + Parts[1];

    /// <summary>Whether there are exactly three parts and the last one is not empty.</summary>
    public bool HasSignature => Parts is [_, _, not ""];

    /// <summary>Splits a token; null if there is nothing to split.</summary>
    public static LooseToken? Read(string token, FindingList findings)
    {
        var parts = token.Split('.');
        if (parts.Length == 1)
        {
            findings.Wrong(token.StartsWith("eyJ", StringComparison.Ordinal) ? TokenFindingCode.EndMissing : TokenFindingCode.NotAToken);
            return null;
        }

        var decoded = parts.Take(3).Select(LooseBase64.Decode).ToArray();
        var headerFlaws = new FindingList();
        var header = Json(decoded[0].Bytes, PartNames[0], headerFlaws);
        var isEncrypted = parts.Length == 5 && header?.Find("enc") is not null;
        var claims = isEncrypted ? null : decoded[1].Bytes;

        // If the header of a token was lost, the payload comes first.
        if (parts.Length == 2 && header is not null && header.Find("alg") is null && header.Find("exp") is not null)
        {
            findings.Wrong(TokenFindingCode.BeginningMissing);
            return null;
        }

        findings.AddRange(headerFlaws);
        FindPartCount(parts, isEncrypted, claims, findings);
        FindFlaws(isEncrypted ? decoded[..1] : decoded, findings);
        return new LooseToken(
            parts,
            decoded[0].Bytes,
            claims,
            parts.Length == 3 ? LooseSignature.Read(parts[2], decoded[2].Bytes, findings) : null,
            decoded[0].Canonical + "." + decoded[1].Canonical)
        {
            Header = header,
            Claims = Json(claims, PartNames[1], findings),
        };
    }

    private static LooseJson? Json(byte[]? bytes, string part, FindingList? findings = null) =>
        bytes is null ? null : LooseJson.Read(bytes, part, findings);

    private static void FindPartCount(string[] parts, bool isEncrypted, byte[]? claims, FindingList findings)
    {
        // If the last brace of an object is missing, it was cut off; nothing else can be said about it.
        TokenFindingCode? fault = isEncrypted ? TokenFindingCode.Encrypted
            : parts.Length > 3 ? TokenFindingCode.PartCount
            : parts.Length == 2 && Json(claims, PartNames[1]) is null ? TokenFindingCode.EndMissing
            : parts is [_, _] or [_, _, ""] ? TokenFindingCode.SignatureMissing
            : null;
        if (fault is { } found)
        {
            findings.Wrong(found, ("parts", parts.Length));
        }
    }

    private static void FindFlaws(LooseBase64[] decoded, FindingList findings)
    {
        foreach (var flaw in decoded.SelectMany(part => part.Flaws).Distinct())
        {
            findings.Wrong(flaw, ("parts", PartNames.Take(decoded.Length).Where((_, part) => decoded[part].Flaws.Contains(flaw)).ToList()));
        }
    }

    private static string? TextOf(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);
}
