using System.Buffers.Text;
using System.Text;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>What is not as it must be about one part's base64url.</summary>
[Flags]
internal enum Base64Flaws
{
    None = 0,
    Padding = 1,
    StandardAlphabet = 2,
    Foreign = 4,
    CutOff = 8,
    SpareBits = 16,
}

/// <summary>One part of a token, decoded as far as it can be.</summary>
/// <param name="Flaws">None exactly for what <see cref="StrictBase64Url"/> takes.</param>
/// <param name="Canonical">The part with all flaws put right but missing characters.</param>
/// <param name="Bytes">What it says; null where characters of another alphabet leave it open.</param>
internal sealed record LooseBase64(Base64Flaws Flaws, string Canonical, byte[]? Bytes)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>Decodes a part.</summary>
    public static LooseBase64 Decode(string part)
    {
        var flaws = Base64Flaws.None;
        var text = new StringBuilder(part.Length);
        foreach (var character in part)
        {
            if (Alphabet.Contains(character, StringComparison.Ordinal))
            {
                text.Append(character);
            }
            else if (character is '+' or '/')
            {
                flaws |= Base64Flaws.StandardAlphabet;
                text.Append(character == '+' ? '-' : '_');
            }
            else
            {
                flaws |= character == '=' ? Base64Flaws.Padding : Base64Flaws.Foreign;
            }
        }

        if (text.Length % 4 == 1)
        {
            flaws |= Base64Flaws.CutOff;
            text.Length--;
        }

        var canonical = text.ToString();
        var bytes = Convert.FromBase64String(canonical.Replace('-', '+').Replace('_', '/').PadRight((canonical.Length + 3) / 4 * 4, '='));
        var exact = Base64Url.EncodeToString(bytes);
        flaws |= exact == canonical ? Base64Flaws.None : Base64Flaws.SpareBits;
        return new LooseBase64(flaws, exact, flaws.HasFlag(Base64Flaws.Foreign) ? null : bytes);
    }
}
