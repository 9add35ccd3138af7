using System.Text;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>A token taken apart as far as it goes, however wrong it is.</summary>
/// <param name="Parts">What stands between the dots; at least two.</param>
/// <param name="HeaderBytes">What the header says; null where it cannot be decoded.</param>
/// <param name="ClaimBytes">The same of the payload; null for an encrypted token, too.</param>
/// <param name="Signature">The signature; null where there is none, or it cannot be decoded.</param>
/// <param name="CanonicalInput">Header and payload in the one right spelling, joined by a dot: what a signature is made over.</param>
internal sealed record LooseToken(string[] Parts, byte[]? HeaderBytes, byte[]? ClaimBytes, byte[]? Signature, string CanonicalInput)
{
    private static readonly string[] PartNames = ["header", "payload", "signature"];

    /// <summary>The header, or null where it is no JSON object.</summary>
    public LooseJson? Header { get; private init; }

    /// <summary>The claims, or null where the payload is no JSON object.</summary>
    public LooseJson? Claims { get; private init; }

    /// <summary>The header as text, for people.</summary>
    public string? HeaderText => TextOf(HeaderBytes);

    /// <summary>The claims as text, for people.</summary>
    public string? ClaimsText => TextOf(ClaimBytes);

    /// <summary>Header and payload as they stand.</summary>
    public string SigningInput => Parts[0] + "." + Parts[1];

    /// <summary>Whether there are exactly three parts and the last one says something.</summary>
    public bool HasSignature => Parts is [_, _, not ""];

    /// <summary>Takes a token apart; null when there is nothing to be taken apart.</summary>
    public static LooseToken? Read(string token, FindingList findings)
    {
        var parts = token.Split('.');
        if (parts.Length == 1)
        {
            findings.Wrong(token.StartsWith("eyJ", StringComparison.Ordinal) ? TokenFindingCode.EndMissing : TokenFindingCode.NotAToken);
            return null;
        }

        var decoded = parts.Take(3).Select(LooseBase64.Decode).ToArray();
        var isEncrypted = parts.Length == 5 && decoded[0].Bytes is { } header
            && LooseJson.Read(header, "header", new FindingList())?.Find("enc") is not null;
        var claims = isEncrypted ? null : decoded[1].Bytes;
        if (parts.Length == 2 && IsClaims(decoded[0].Bytes))
        {
            findings.Wrong(TokenFindingCode.BeginningMissing);
            return null;
        }

        FindPartCount(parts, isEncrypted, breaksOff: parts.Length == 2 && !IsWhole(claims), findings);
        FindFlaws(isEncrypted ? decoded[..1] : decoded, findings);
        return new LooseToken(
            parts,
            decoded[0].Bytes,
            claims,
            parts.Length == 3 ? LooseSignature.Read(parts[2], decoded[2].Bytes, findings) : null,
            decoded[0].Canonical + "." + decoded[1].Canonical)
        {
            Header = decoded[0].Bytes is { } bytes ? LooseJson.Read(bytes, PartNames[0], findings) : null,
            Claims = claims is null ? null : LooseJson.Read(claims, PartNames[1], findings),
        };
    }

    // An object whose last brace is there; of one that broke off, nothing else can be told.
    private static bool IsWhole(byte[]? claims) =>
        claims is not null && LooseJson.Read(claims, PartNames[1], new FindingList()) is not null;

    // Of a token whose header was lost, the payload comes first.
    private static bool IsClaims(byte[]? bytes) =>
        bytes is not null && LooseJson.Read(bytes, PartNames[0], new FindingList()) is { } json
        && json.Find("alg") is null && json.Find("exp") is not null;

    private static void FindPartCount(string[] parts, bool isEncrypted, bool breaksOff, FindingList findings)
    {
        if (isEncrypted)
        {
            findings.Wrong(TokenFindingCode.Encrypted);
        }
        else if (parts.Length > 3)
        {
            findings.Wrong(TokenFindingCode.PartCount, ("parts", parts.Length));
        }
        else if (breaksOff)
        {
            findings.Wrong(TokenFindingCode.EndMissing);
        }
        else if (parts is [_, _] or [_, _, ""])
        {
            findings.Wrong(TokenFindingCode.SignatureMissing);
        }
    }

    private static void FindFlaws(LooseBase64[] decoded, FindingList findings)
    {
        void Find(Base64Flaws flaw, TokenFindingCode code)
        {
            var names = decoded.Select((part, index) => (part.Flaws, Name: PartNames[index]))
                .Where(part => part.Flaws.HasFlag(flaw)).Select(part => part.Name).ToList();
            if (names.Count > 0)
            {
                findings.Wrong(code, ("parts", names));
            }
        }

        Find(Base64Flaws.Padding, TokenFindingCode.Padding);
        Find(Base64Flaws.StandardAlphabet, TokenFindingCode.StandardBase64);
        Find(Base64Flaws.Foreign, TokenFindingCode.ForeignCharacters);
        Find(Base64Flaws.CutOff, TokenFindingCode.CutOff);
        Find(Base64Flaws.SpareBits, TokenFindingCode.SpareBits);
    }

    private static string? TextOf(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);
}
