using System.Buffers.Text;
using System.Diagnostics;

namespace EventAuth.Core.Json;

/// <summary>The escapes in names and strings of well-formed JSON (RFC 8259, section 7), without exceptions and without garbage.</summary>
public static class JsonEscapes
{
    private const int SurrogatePair = 12;

    /// <summary>Whether each escaped high surrogate is followed by an escaped low one, and none stands alone.</summary>
    public static bool AreText(ReadOnlySpan<byte> escaped)
    {
        var isHigh = false;
        for (var length = 0; !escaped.IsEmpty; escaped = escaped[length..])
        {
            if (isHigh != IsLowSurrogate(escaped))
            {
                return false;
            }

            isHigh = IsHighSurrogate(escaped);
            length = LengthOf(escaped);
        }

        return !isHigh;
    }

    /// <summary>
    /// Writes the text that the escapes stand for, and returns its length in bytes: never more than before. A surrogate that stands alone,
    /// which JSON allows and UTF-8 cannot express, becomes the three bytes that UTF-8 would give it: it equals only itself, and the text
    /// is not valid UTF-8.
    /// </summary>
    /// <param name="escaped">What is between the quotation marks.</param>
    /// <param name="text">Where the text goes; may be the place of <paramref name="escaped"/> itself.</param>
    public static int Resolve(ReadOnlySpan<byte> escaped, Span<byte> text)
    {
        var written = 0;
        for (var length = 0; !escaped.IsEmpty; escaped = escaped[length..])
        {
            length = LengthOf(escaped);
            if (escaped[0] != '\\')
            {
                escaped[..length].CopyTo(text[written..]);
                written += length;
            }
            else if (escaped[1] != 'u')
            {
                text[written++] = ShortEscape(escaped[1]);
            }
            else if (IsHighSurrogate(escaped) && IsLowSurrogate(escaped[length..]))
            {
                var pair = new Rune(UnitOf(escaped), UnitOf(escaped[length..]));
                length = SurrogatePair;
                written += pair.EncodeToUtf8(text[written..]);
            }
            else
            {
                written += Write(UnitOf(escaped), text[written..]);
            }
        }

        return written;
    }

    // The length of the escape at the start of the text, or of the plain text before the next one.
    private static int LengthOf(ReadOnlySpan<byte> escaped)
    {
        if (escaped[0] == '\\')
        {
            return escaped[1] == 'u' ? 6 : 2;
        }

        var plain = escaped.IndexOf((byte)'\\');
        return plain < 0 ? escaped.Length : plain;
    }

    private static byte ShortEscape(byte letter) => letter switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',

        // A quotation mark, a backslash or a slash represents itself.
        _ => letter,
    };

    private static int Write(char unit, Span<byte> text)
    {
        if (Rune.TryCreate(unit, out var rune))
        {
            return rune.EncodeToUtf8(text);
        }

        text[0] = (byte)(0xE0 | (unit >> 12));
        text[1] = (byte)(0x80 | ((unit >> 6) & 0x3F));
        text[2] = (byte)(0x80 | (unit & 0x3F));
        return 3;
    }

    private static char UnitOf(ReadOnlySpan<byte> escaped) =>
        Utf8Parser.TryParse(escaped[2..6], out ushort unit, out var read, 'x') && read == 4
            ? (char)unit
            : throw new UnreachableException("The text is not JSON.");

    private static bool IsHighSurrogate(ReadOnlySpan<byte> escaped) => IsSurrogate(escaped, "89abAB"u8);

    private static bool IsLowSurrogate(ReadOnlySpan<byte> escaped) => IsSurrogate(escaped, "cdefCDEF"u8);

    private static bool IsSurrogate(ReadOnlySpan<byte> escaped, ReadOnlySpan<byte> half) =>
        escaped is [(byte)'\\', (byte)'u', (byte)'d' or (byte)'D', var digit, ..] && half.Contains(digit);
}
