namespace EventAuth.Core.Inspection;

/// <summary>Reads a signature that may be written in a different way than base64url of its bytes.</summary>
internal static class LooseSignature
{
    /// <summary>No signature has fewer hex digits (HMAC with SHA-256), and base64url of this length is never all hex by chance.</summary>
    private const int LeastDigits = 64;

    /// <summary>The bytes of the signature; null if it cannot be decoded.</summary>
    /// <param name="part">What follows the second dot.</param>
    /// <param name="decoded">The same, decoded as base64url; null if that is not possible.</param>
    public static byte[]? Read(string part, byte[]? decoded, FindingList findings)
    {
        var text = decoded is { Length: >= LeastDigits } && Ascii.IsValid(decoded) ? Encoding.ASCII.GetString(decoded) : null;
        if ((FromHex(part) ?? FromHex(text ?? "")) is { } bytes)
        {
            findings.Wrong(TokenFindingCode.SignatureInHex);
            return bytes;
        }

        var inner = text is null ? null : LooseBase64.Decode(text);
        if (inner is null || inner.Flaws.Any(flaw => flaw is not (TokenFindingCode.Padding or TokenFindingCode.StandardBase64)))
        {
            return decoded;
        }

        findings.Wrong(TokenFindingCode.SignatureEncodedTwice);
        return inner.Bytes;
    }

    // As openssl writes them: with colons between the bytes, or after the name of the hash.
    private static byte[]? FromHex(string text)
    {
        var digits = text[(text.LastIndexOf('=') + 1)..].Replace(":", "", StringComparison.Ordinal);
        digits = digits.StartsWith("0x", StringComparison.Ordinal) ? digits[2..] : digits;
        return digits.Length >= LeastDigits && digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(digits)
            : null;
    }
}
