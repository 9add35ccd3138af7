using System.Buffers.Text;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>One part of a token, decoded as far as it can be.</summary>
/// <param name="Flaws">What is wrong; none exactly if <see cref="StrictBase64Url"/> accepts it.</param>
/// <param name="Canonical">The part with all flaws corrected except missing characters.</param>
/// <param name="Bytes">The decoded bytes; null if characters of another alphabet make them unknown.</param>
internal sealed record LooseBase64(ImmutableArray<TokenFindingCode> Flaws, string Canonical, byte[]? Bytes)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public static LooseBase64 Decode(string part)
    {
        var text = string.Concat(part.Replace('+', '-').Replace('/', '_').Where(sign => Alphabet.Contains(sign, StringComparison.Ordinal)));
        var padding = part.Count(sign => sign == '=');
        var (hasForeign, isCutOff) = (text.Length + padding < part.Length, text.Length % 4 == 1);
        var canonical = isCutOff ? text[..^1] : text;
        var bytes = Convert.FromBase64String(canonical.Replace('-', '+').Replace('_', '/').PadRight((canonical.Length + 3) / 4 * 4, '='));
        var exact = Base64Url.EncodeToString(bytes);
        (TokenFindingCode Code, bool IsFound)[] flaws =
        [
            (TokenFindingCode.Padding, padding > 0),
            (TokenFindingCode.StandardBase64, part.AsSpan().ContainsAny('+', '/')),
            (TokenFindingCode.ForeignCharacters, hasForeign),
            (TokenFindingCode.CutOff, isCutOff),
            (TokenFindingCode.SpareBits, exact != canonical),
        ];
        return new LooseBase64([.. flaws.Where(flaw => flaw.IsFound).Select(flaw => flaw.Code)], exact, hasForeign ? null : bytes);
    }
}
