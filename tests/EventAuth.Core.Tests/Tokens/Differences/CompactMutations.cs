using System.Buffers.Text;
using System.Text;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens.Differences;

/// <summary>Changes of a token's text: of a part as base64url, of the bytes in it, and of the order of the parts.</summary>
internal static class CompactMutations
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>Another token from a valid one; the signature is not made again.</summary>
    public static string Change(string token, Choices choices)
    {
        var parts = token.Split('.');
        switch (choices.Below(10))
        {
            case 0:
                parts[0] = Encode(JsonGrammar.Header(choices));
                break;
            case 1 or 2:
                parts[1] = Encode(JsonGrammar.Payload(choices));
                break;
            case 3 or 4:
                parts[2] = SigningKey.Encode(OtherBytes(Base64Url.DecodeFromChars(parts[2]), choices));
                break;
            case 5:
                return Rearranged(parts, choices);
            case 6:
                parts[2] = Text(parts[2], choices);
                break;
            case 7:
                // The last character of a signature has unused bits.
                parts[2] = parts[2][..^1] + Alphabet[choices.Below(64)];
                break;
            default:
                var part = choices.Below(3);
                parts[part] = Text(parts[part], choices);
                break;
        }

        return string.Join('.', parts);
    }

    /// <summary>Another text, which a lenient reader may take for the same bytes.</summary>
    public static string Text(string text, Choices choices)
    {
        if (text.Length < 8)
        {
            return text + "=";
        }

        var at = choices.Below(text.Length);
        return choices.Below(9) switch
        {
            0 => text + choices.Of("=", "==", "===", "A", "AA", "AAA", "AAAA"),
            1 => text.Insert(at, choices.Of(" ", "\n", "\r\n", "\t", "=", "+", "/", "%", "\0", "é", "-", "_", "~")),
            2 => text.Remove(at, 1),
            3 => text[..at] + Alphabet[choices.Below(64)] + text[(at + 1)..],
            4 => text.Replace('-', '+').Replace('_', '/'),
            5 => text[..^1] + Alphabet[Alphabet.IndexOf(text[^1], StringComparison.Ordinal) is var value && value < 63 ? value + 1 : value - 1],
            6 => text[..^choices.Below(8)],
            7 => choices.Of(" ", "\n", "=", "\t") + text,
            _ => text + choices.Of(" ", "\n", "\r\n", "\t", "\0"),
        };
    }

    public static string Encode(string text) => SigningKey.Encode(Encoding.UTF8.GetBytes(text));

    private static byte[] OtherBytes(byte[] bytes, Choices choices)
    {
        var at = choices.Below(bytes.Length);
        switch (choices.Below(8))
        {
            case 0:
                return bytes[1..];
            case 1:
                return bytes[..^1];
            case 2:
                return [0, .. bytes];
            case 3:
                return [.. bytes, (byte)choices.Below(256)];
            case 4:
                return choices.OneIn(2) ? [] : new byte[choices.Of(1, 32, 64, 255, 256, 257, 384, 512)];
            default:
                bytes[at] ^= (byte)(1 << choices.Below(8));
                return bytes;
        }
    }

    private static string Rearranged(string[] parts, Choices choices) => choices.Below(8) switch
    {
        0 => parts[0] + "." + parts[1],
        1 => parts[0] + "." + parts[1] + ".",
        2 => string.Join('.', parts) + ".",
        3 => "." + string.Join('.', parts),
        4 => string.Join('.', parts[1], parts[0], parts[2]),
        5 => string.Join('.', parts) + ".AAAA.AAAA",
        6 => string.Join('.', parts[0], "", parts[2]),
        _ => " " + string.Join('.', parts),
    };
}
