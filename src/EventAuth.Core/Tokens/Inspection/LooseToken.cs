using System.Text;

namespace EventAuth.Core.Tokens.Inspection;

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
            findings.Wrong(TokenFindingCode.NotAToken, "This is not a token: a token is three texts joined by two dots, and there is no dot in this one.", "Paste what the backend's library returns when it signs. It nearly always begins with eyJ.");
            return null;
        }

        var decoded = parts.Take(3).Select(LooseBase64.Decode).ToArray();
        var isEncrypted = parts.Length == 5 && decoded[0].Bytes is { } header && LooseJson.Read(header, "header", new FindingList())?.Find("enc") is not null;
        FindPartCount(parts, isEncrypted, findings);
        FindFlaws(isEncrypted ? decoded[..1] : decoded, findings);
        var claims = isEncrypted ? null : decoded[1].Bytes;
        return new LooseToken(
            parts,
            decoded[0].Bytes,
            claims,
            parts.Length == 3 ? decoded[2].Bytes : null,
            decoded[0].Canonical + "." + decoded[1].Canonical)
        {
            Header = decoded[0].Bytes is { } bytes ? LooseJson.Read(bytes, PartNames[0], findings) : null,
            Claims = claims is null ? null : LooseJson.Read(claims, PartNames[1], findings),
        };
    }

    private static void FindPartCount(string[] parts, bool isEncrypted, FindingList findings)
    {
        if (isEncrypted)
        {
            findings.Wrong(TokenFindingCode.Encrypted, "The token is encrypted (JWE, five parts). Signed tokens are needed, and nobody but the holder of another key can read this one.", "Let the backend sign with RS256 and not encrypt: in most libraries that is another call.");
        }
        else if (parts.Length > 3)
        {
            findings.Wrong(TokenFindingCode.PartCount, $"There are {parts.Length} parts with dots between them; a signed token has three.", "Perhaps two tokens were pasted in a row, or something with a dot stands before or behind it. Paste one token alone.");
        }
        else if (parts is [_, _] or [_, _, ""])
        {
            findings.Wrong(TokenFindingCode.SignatureMissing, "The signature is missing: nothing stands behind the second dot.", "Copy the whole token. If it has no more, the backend did not sign it: let it sign with RS256 and its private key.");
        }
    }

    private static void FindFlaws(LooseBase64[] decoded, FindingList findings)
    {
        string Where(Base64Flaws flaw) => "the " + ShownText.List([.. decoded.Select((part, index) => (part.Flaws, Name: PartNames[index])).Where(part => part.Flaws.HasFlag(flaw)).Select(part => part.Name)]);

        void Find(Base64Flaws flaw, TokenFindingCode code, Func<string, string> message, string remedy)
        {
            if (decoded.Any(part => part.Flaws.HasFlag(flaw)))
            {
                findings.Wrong(code, message(Where(flaw)), remedy);
            }
        }

        Find(Base64Flaws.Padding, TokenFindingCode.Padding, where => $"There is padding (=) in {where}. Tokens are written in base64url without it.", "Let the backend's JWT library put the token together, or cut the = off before signing.");
        Find(Base64Flaws.StandardAlphabet, TokenFindingCode.StandardBase64, where => $"There is + or / in {where}: that is ordinary base64. Tokens are written in base64url, with - and _ in their place.", "Let the backend use the base64url encoding of its JWT library.");
        Find(Base64Flaws.Foreign, TokenFindingCode.ForeignCharacters, where => $"There are characters in {where} that no token has.", "Copy the token again. A % means that it was encoded for an address: it belongs into the header Authorization, as it is.");
        Find(Base64Flaws.CutOff, TokenFindingCode.CutOff, where => $"Characters are missing in {where}: no text in base64url has this length.", "Copy the token again, from its first to its last character.");
        Find(Base64Flaws.SpareBits, TokenFindingCode.SpareBits, where => $"The last character of {where} is not the one that belongs there. Lenient readers overlook that; here each token has one spelling.", "The end was cut off or changed: copy the token again, or let the backend's JWT library put it together.");
    }

    private static string? TextOf(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);
}
