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
        while (escaped.IndexOf((byte)'\\') is var at and >= 0)
        {
            escaped = escaped[at..];
            if (escaped[1] != 'u')
            {
                escaped = escaped[2..];
                continue;
            }

            if (IsSurrogate(escaped, "89abAB"u8))
            {
                if (escaped.Length < SurrogatePair || escaped[6] != '\\' || escaped[7] != 'u' || !IsSurrogate(escaped[6..], "cdefCDEF"u8))
                {
                    return false;
                }

                escaped = escaped[SurrogatePair..];
            }
            else if (IsSurrogate(escaped, "cdefCDEF"u8))
            {
                return false;
            }
            else
            {
                escaped = escaped[6..];
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
        while (true)
        {
            var plain = escaped[read..].IndexOf((byte)'\\');
            var length = plain < 0 ? escaped.Length - read : plain;
            escaped.Slice(read, length).CopyTo(text[written..]);
            read += length;
            written += length;
            if (plain < 0)
            {
                return written;
            }

            var rune = ReadEscape(escaped[read..], out var used);
            read += used;
            written += rune.EncodeToUtf8(text[written..]);
        }
    }

    private static Rune ReadEscape(ReadOnlySpan<byte> escape, out int length)
    {
        length = 2;
        switch (escape[1])
        {
            case (byte)'u':
                var unit = ReadUnit(escape);
                length = char.IsSurrogate(unit) ? SurrogatePair : 6;
                return char.IsSurrogate(unit) ? new Rune(unit, ReadUnit(escape[6..])) : new Rune(unit);
            case (byte)'b':
                return new Rune('\b');
            case (byte)'f':
                return new Rune('\f');
            case (byte)'n':
                return new Rune('\n');
            case (byte)'r':
                return new Rune('\r');
            case (byte)'t':
                return new Rune('\t');
            default:
                // A quotation mark, a backslash or a slash stands for itself.
                return new Rune((char)escape[1]);
        }
    }

    private static char ReadUnit(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape[2..6], out ushort unit, out var read, 'x') && read == 4
            ? (char)unit
            : throw new UnreachableException("The text was not judged to be JSON.");

    private static bool IsSurrogate(ReadOnlySpan<byte> escape, ReadOnlySpan<byte> half) =>
        escape[2] is (byte)'d' or (byte)'D' && half.Contains(escape[3]);
}
