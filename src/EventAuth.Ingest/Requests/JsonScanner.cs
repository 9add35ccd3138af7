using System.Buffers;

namespace EventAuth.Ingest.Requests;

/// <summary>
/// Goes over the tokens of JSON text (RFC 8259, sections 2, 3, 6 and 7), once and without making anything of them. What it passed is well formed;
/// how the tokens fit together is for <see cref="JsonJudge"/> to say.
/// </summary>
/// <param name="json">The text, known to be UTF-8.</param>
internal ref struct JsonScanner(ReadOnlySpan<byte> json)
{
    /// <summary>What ends a run of plain text inside a string: the end of the string, an escape, or what may not stand there.</summary>
    private static readonly SearchValues<byte> s_endsOfPlainText =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(control => (byte)control), (byte)'"', (byte)'\\']);

    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>The place it has come to.</summary>
    public int At { get; private set; }

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => At >= _json.Length;

    /// <summary>Passes blanks and gives the byte that the next token begins with; 0, with which none begins, at the end.</summary>
    public byte Peek()
    {
        while (At < _json.Length)
        {
            var next = _json[At];
            if (next > ' ' || next is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                return next;
            }

            At++;
        }

        return 0;
    }

    /// <summary>Passes one byte that was given before.</summary>
    public void Pass() => At++;

    /// <summary>Passes a string, at whose opening quotation mark it stands; false when that is not well formed.</summary>
    /// <param name="text">What stands between the quotation marks.</param>
    /// <param name="hasEscapes">Whether that is another text than the string has.</param>
    public bool TryPassString(out Range text, out bool hasEscapes)
    {
        hasEscapes = false;
        var start = At + 1;
        text = default;
        for (var at = start; ;)
        {
            var plain = _json[at..].IndexOfAny(s_endsOfPlainText);
            if (plain < 0)
            {
                return false;
            }

            at += plain;
            switch (_json[at])
            {
                case (byte)'"':
                    text = start..at;
                    At = at + 1;
                    return true;
                case (byte)'\\' when LengthOfEscape(_json[at..]) is > 0 and var length:
                    hasEscapes = true;
                    at += length;
                    break;
                default:
                    return false;
            }
        }
    }

    /// <summary>Passes a number, true, false or null; false where none of them stands.</summary>
    public bool TryPassScalar()
    {
        var rest = _json[At..];
        if (rest.IsEmpty)
        {
            return false;
        }

        var length = rest[0] switch
        {
            (byte)'t' => rest.StartsWith("true"u8) ? 4 : 0,
            (byte)'f' => rest.StartsWith("false"u8) ? 5 : 0,
            (byte)'n' => rest.StartsWith("null"u8) ? 4 : 0,
            _ => LengthOfNumber(rest),
        };
        At += length;
        return length > 0;
    }

    // 0 where there is no whole escape.
    private static int LengthOfEscape(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 2)
        {
            return 0;
        }

        return rest[1] switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t' => 2,
            (byte)'u' when rest.Length >= 6 && IsHex(rest[2]) && IsHex(rest[3]) && IsHex(rest[4]) && IsHex(rest[5]) => 6,
            _ => 0,
        };
    }

    private static bool IsHex(byte value) => char.IsAsciiHexDigit((char)value);

    // 0 where there is no number. What follows it is for the next token to say: "01" is a 0 and then something that cannot stand there.
    private static int LengthOfNumber(ReadOnlySpan<byte> rest)
    {
        var at = rest[0] == '-' ? 1 : 0;
        var digits = LengthOfDigits(rest[at..]);
        if (digits == 0)
        {
            return 0;
        }

        at += rest[at] == '0' ? 1 : digits;
        if (at < rest.Length && rest[at] == '.')
        {
            digits = LengthOfDigits(rest[(at + 1)..]);
            if (digits == 0)
            {
                return 0;
            }

            at += 1 + digits;
        }

        if (at >= rest.Length || rest[at] is not ((byte)'e' or (byte)'E'))
        {
            return at;
        }

        at++;
        at += at < rest.Length && rest[at] is (byte)'+' or (byte)'-' ? 1 : 0;
        digits = LengthOfDigits(rest[at..]);
        return digits == 0 ? 0 : at + digits;
    }

    private static int LengthOfDigits(ReadOnlySpan<byte> rest)
    {
        var length = 0;
        while (length < rest.Length && char.IsAsciiDigit((char)rest[length]))
        {
            length++;
        }

        return length;
    }
}
