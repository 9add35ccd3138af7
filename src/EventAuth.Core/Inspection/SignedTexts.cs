using System.Security.Cryptography;
using System.Text;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>What is signed by mistake in place of header and payload joined by a dot: each costs a hash, and no work with keys.</summary>
internal static class SignedTexts
{
    private static readonly string[] LineBreaks = ["\n", "\r\n", "\r"];

    // openssl base64 and base64 break lines after so many characters.
    private static readonly int[] LineLengths = [int.MaxValue, 64, 76];

    /// <summary>The line break that was signed along, as it is written in a text; or null.</summary>
    public static string? FindLineBreak(LooseToken token, SignedContent content) =>
        Array.Find(LineBreaks, lineBreak => InLines(token, lineBreak).Any(text => content.Is(Bytes(text))))
            ?.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    // Behind the whole, and behind each part and each line, with the last break and without.
    private static IEnumerable<string> InLines(LooseToken token, string lineBreak)
    {
        yield return token.SigningInput + lineBreak;
        foreach (var length in LineLengths)
        {
            var parts = token.Parts.Take(2)
                .Select(part => string.Join(lineBreak, part.Chunk(length).Select(line => new string(line)))).ToArray();
            var text = parts[0] + lineBreak + "." + parts[1];
            yield return text;
            yield return text + lineBreak;
            yield return parts[0] + "." + parts[1];
        }
    }

    /// <summary>
    /// Which other text was signed: <c>payload</c>, <c>decoded</c>, <c>padded</c>, <c>blank</c>, <c>hash</c> or <c>bare_hash</c>; or null.
    /// </summary>
    public static string? FindOther(LooseToken token, SignedContent content)
    {
        var input = Bytes(token.SigningInput);
        if (content.Hash is null)
        {
            return content.IsSha256Of(input) ? "bare_hash" : null;
        }

        var hash = SHA256.HashData(input);
        byte[] decoded = [.. token.HeaderBytes ?? [], (byte)'.', .. token.ClaimBytes ?? []];
        return content switch
        {
            _ when content.Is(Bytes(token.Parts[1])) || content.Is(token.ClaimBytes) => "payload",
            _ when content.Is(decoded) => "decoded",
            _ when content.Is(Bytes(Padded(token.Parts[0]) + "." + Padded(token.Parts[1]))) => "padded",
            _ when content.Is(Bytes(token.SigningInput + " ")) || content.Is([.. input, 0]) => "blank",
            _ when content.Is(hash) || content.Is(Bytes(Convert.ToHexStringLower(hash))) => "hash",
            _ => null,
        };
    }

    private static string Padded(string part) => part.PadRight((part.Length + 3) / 4 * 4, '=');

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
