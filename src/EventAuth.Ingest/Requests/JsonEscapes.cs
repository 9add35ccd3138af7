using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace EventAuth.Ingest.Requests;

/// <summary>The escapes in strings of well-formed JSON (RFC 8259, section 7).</summary>
internal static class JsonEscapes
{
    private const int SurrogatePair = 12;

    /// <summary>Whether each escaped high surrogate is followed by an escaped low one, and none stands alone.</summary>
    public static bool AreText(ReadOnlySpan<byte> escaped)
    {
        var isHigh = false;
        for (var length = 0; !escaped.IsEmpty; escaped = escaped[length..])
        {
            if (isHigh != IsSurrogate(escaped, "cdefCDEF"u8))
            {
                return false;
            }

            isHigh = IsSurrogate(escaped, "89abAB"u8);
            length = LengthOf(escaped);
        }

        return !isHigh;
    }

    /// <summary>Writes the text that the escapes stand for, and gives its length in bytes: never more than before.</summary>
    /// <param name="escaped">What stands between the quotation marks, with its surrogates whole.</param>
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
                text[written++] = Short(escaped[1]);
            }
            else
            {
                var unit = ReadUnit(escaped);
                length = char.IsSurrogate(unit) ? SurrogatePair : length;
                var rune = length == SurrogatePair ? new Rune(unit, ReadUnit(escaped[6..])) : new Rune(unit);
                written += rune.EncodeToUtf8(text[written..]);
            }
        }

        return written;
    }

    // Of the escape that a text begins with, or of the plain text before the next one.
    private static int LengthOf(ReadOnlySpan<byte> escaped)
    {
        if (escaped[0] == '\\')
        {
            return escaped[1] == 'u' ? 6 : 2;
        }

        var plain = escaped.IndexOf((byte)'\\');
        return plain < 0 ? escaped.Length : plain;
    }

    private static byte Short(byte letter) => letter switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',

        // A quotation mark, a backslash or a slash stands for itself.
        _ => letter,
    };

    private static char ReadUnit(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape[2..6], out ushort unit, out var read, 'x') && read == 4
            ? (char)unit
            : throw new UnreachableException("The text was not judged to be JSON.");

    private static bool IsSurrogate(ReadOnlySpan<byte> escaped, ReadOnlySpan<byte> half) =>
        escaped is [(byte)'\\', (byte)'u', (byte)'d' or (byte)'D', var digit, ..] && half.Contains(digit);
}
