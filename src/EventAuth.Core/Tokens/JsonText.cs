using System.Buffers.Text;
using System.Text.Json;

namespace EventAuth.Core.Tokens;

/// <summary>
/// The text of names and strings with their escapes undone, without exceptions: a surrogate that stands alone, which JSON's grammar
/// allows and UTF-8 cannot say, comes out as the three bytes UTF-8 would give it, so that it equals only itself and is no valid UTF-8.
/// </summary>
internal static class JsonText
{
    /// <summary>The text of the reader's present name or string.</summary>
    /// <param name="reader">Stands on a name or string of well-formed JSON.</param>
    /// <param name="scratch">At least as long as the JSON; holds the result where there are escapes.</param>
    public static ReadOnlySpan<byte> Of(in Utf8JsonReader reader, Span<byte> scratch) =>
        reader.ValueIsEscaped ? scratch[..Unescape(reader.ValueSpan, scratch)] : reader.ValueSpan;

    private static int Unescape(ReadOnlySpan<byte> raw, Span<byte> target)
    {
        var written = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                target[written++] = raw[i];
            }
            else if (raw[++i] != 'u')
            {
                target[written++] = Single(raw[i]);
            }
            else
            {
                var unit = Unit(raw[(i + 1)..]);
                i += 4;
                if (char.IsHighSurrogate(unit) && raw[(i + 1)..].StartsWith("\\u"u8)
                    && Unit(raw[(i + 3)..]) is var low && char.IsLowSurrogate(low))
                {
                    i += 6;
                    written += Write(char.ConvertToUtf32(unit, low), target[written..]);
                }
                else
                {
                    written += Write(unit, target[written..]);
                }
            }
        }

        return written;
    }

    private static char Unit(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits[..4], out ushort unit, out _, 'x') ? (char)unit : '\0';

    private static byte Single(byte letter) => letter switch
    {
        (byte)'b' => 8,
        (byte)'f' => 12,
        (byte)'n' => 10,
        (byte)'r' => 13,
        (byte)'t' => 9,
        _ => letter,
    };

    private static int Write(int scalar, Span<byte> target)
    {
        switch (scalar)
        {
            case < 0x80:
                target[0] = (byte)scalar;
                return 1;
            case < 0x800:
                target[0] = (byte)(0xC0 | (scalar >> 6));
                target[1] = Tail(scalar);
                return 2;
            case < 0x10000:
                target[0] = (byte)(0xE0 | (scalar >> 12));
                target[1] = Tail(scalar >> 6);
                target[2] = Tail(scalar);
                return 3;
            default:
                target[0] = (byte)(0xF0 | (scalar >> 18));
                target[1] = Tail(scalar >> 12);
                target[2] = Tail(scalar >> 6);
                target[3] = Tail(scalar);
                return 4;
        }
    }

    private static byte Tail(int bits) => (byte)(0x80 | (bits & 0x3F));
}
