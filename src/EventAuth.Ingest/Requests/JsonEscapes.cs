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
        var at = 0;
        while (at < escaped.Length)
        {
            var rest = escaped[at..];
            if (rest[0] != '\\')
            {
                var plain = rest.IndexOf((byte)'\\');
                at = plain < 0 ? escaped.Length : at + plain;
            }
            else if (rest[1] != 'u')
            {
                at += 2;
            }
            else if (IsSurrogate(rest, "cdefCDEF"u8))
            {
                return false;
            }
            else if (!IsSurrogate(rest, "89abAB"u8))
            {
                at += 6;
            }
            else if (rest.Length < SurrogatePair || rest[6] != '\\' || rest[7] != 'u' || !IsSurrogate(rest[6..], "cdefCDEF"u8))
            {
                return false;
            }
            else
            {
                at += SurrogatePair;
            }
        }

        return true;
    }

    /// <summary>Writes the text that the escapes stand for, and gives its length in bytes: never more than before.</summary>
    /// <param name="escaped">What stands between the quotation marks, with its surrogates whole.</param>
    /// <param name="text">Where the text goes; may be the place of <paramref name="escaped"/> itself.</param>
    public static int Resolve(ReadOnlySpan<byte> escaped, Span<byte> text)
    {
        var (read, written) = (0, 0);
        while (read < escaped.Length)
        {
            var rest = escaped[read..];
            if (rest[0] != '\\')
            {
                var plain = rest.IndexOf((byte)'\\');
                plain = plain < 0 ? rest.Length : plain;
                rest[..plain].CopyTo(text[written..]);
                read += plain;
                written += plain;
            }
            else if (rest[1] != 'u')
            {
                text[written++] = Short(rest[1]);
                read += 2;
            }
            else
            {
                var unit = ReadUnit(rest);
                var rune = char.IsSurrogate(unit) ? new Rune(unit, ReadUnit(rest[6..])) : new Rune(unit);
                read += char.IsSurrogate(unit) ? SurrogatePair : 6;
                written += rune.EncodeToUtf8(text[written..]);
            }
        }

        return written;
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

    private static bool IsSurrogate(ReadOnlySpan<byte> escape, ReadOnlySpan<byte> half) =>
        escape[2] is (byte)'d' or (byte)'D' && half.Contains(escape[3]);
}
