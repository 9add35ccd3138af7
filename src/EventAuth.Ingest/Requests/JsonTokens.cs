using System.Buffers;
using System.Runtime.CompilerServices;

namespace EventAuth.Ingest.Requests;

/// <summary>
/// The tokens of JSON text (RFC 8259, sections 2, 3, 6 and 7), skipped without decoding them. How they fit together is checked by
/// <see cref="JsonValidator"/>. Places count from the beginning of the text, which is known to be UTF-8.
/// </summary>
internal static class JsonTokens
{
    /// <summary>The answer if there is no such token, or an incomplete one.</summary>
    public const int None = -1;

    private const int Few = 8;

    /// <summary>What ends a run of plain text inside a string: the end of the string, an escape, or what is not allowed there.</summary>
    private static readonly SearchValues<byte> s_endsOfPlainText =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(control => (byte)control), (byte)'"', (byte)'\\']);

    /// <summary>The place of the next byte that is not white space; the end of the text if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PassBlanks(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    /// <summary>The byte at a place; 0, with which no token begins, at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte At(ReadOnlySpan<byte> json, int at) => (uint)at < (uint)json.Length ? json[at] : (byte)0;

    /// <summary>The place after a string.</summary>
    /// <param name="at">The place of the opening quotation mark.</param>
    /// <param name="hasEscapes">Whether the written form differs from the text of the string.</param>
    public static int PassString(ReadOnlySpan<byte> json, int at, out bool hasEscapes)
    {
        hasEscapes = false;
        at++;
        while ((uint)at < (uint)json.Length)
        {
            var next = json[at];
            if (next == '"')
            {
                return at + 1;
            }

            if (next == '\\')
            {
                var length = LengthOfEscape(json[at..]);
                if (length == 0)
                {
                    return None;
                }

                hasEscapes = true;
                at += length;
            }
            else if (next < ' ')
            {
                return None;
            }
            else
            {
                at = PassPlainText(json, at + 1);
            }
        }

        return None;
    }

    /// <summary>The place after a number, true, false or null.</summary>
    public static int PassScalar(ReadOnlySpan<byte> json, int at)
    {
        if ((uint)at >= (uint)json.Length)
        {
            return None;
        }

        var rest = json[at..];
        var length = rest[0] switch
        {
            (byte)'t' => rest.StartsWith("true"u8) ? 4 : 0,
            (byte)'f' => rest.StartsWith("false"u8) ? 5 : 0,
            (byte)'n' => rest.StartsWith("null"u8) ? 4 : 0,
            _ => LengthOfNumber(rest),
        };
        return length == 0 ? None : at + length;
    }

    // Names are short: starting to search many bytes at once costs more than reading the first few one by one.
    private static int PassPlainText(ReadOnlySpan<byte> json, int at)
    {
        for (var few = Math.Min(json.Length, at + Few); at < few; at++)
        {
            if (json[at] is (byte)'"' or (byte)'\\' or < (byte)' ')
            {
                return at;
            }
        }

        var plain = json[at..].IndexOfAny(s_endsOfPlainText);
        return plain < 0 ? json.Length : at + plain;
    }

    /// <summary>The length of the escape at the start of a text; 0 if there is no complete one.</summary>
    public static int LengthOfEscape(ReadOnlySpan<byte> rest) => At(rest, 1) switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t' => 2,
        (byte)'u' when rest.Length >= 6 && IsHex(rest[2]) && IsHex(rest[3]) && IsHex(rest[4]) && IsHex(rest[5]) => 6,
        _ => 0,
    };

    private static bool IsHex(byte value) => char.IsAsciiHexDigit((char)value);

    // 0 if there is no number. What follows it is checked as the next token: "01" is a 0 and then something that is not allowed there.
    private static int LengthOfNumber(ReadOnlySpan<byte> rest)
    {
        var at = rest[0] == '-' ? 1 : 0;
        if (At(rest, at) == '0')
        {
            at++;
        }
        else if (!PassDigits(rest, ref at))
        {
            return 0;
        }

        if (At(rest, at) == '.')
        {
            at++;
            if (!PassDigits(rest, ref at))
            {
                return 0;
            }
        }

        if (At(rest, at) is (byte)'e' or (byte)'E')
        {
            at++;
            at += At(rest, at) is (byte)'+' or (byte)'-' ? 1 : 0;
            return PassDigits(rest, ref at) ? at : 0;
        }

        return at;
    }

    // False if there is none.
    private static bool PassDigits(ReadOnlySpan<byte> rest, ref int at)
    {
        var start = at;
        while (char.IsAsciiDigit((char)At(rest, at)))
        {
            at++;
        }

        return at > start;
    }
}
