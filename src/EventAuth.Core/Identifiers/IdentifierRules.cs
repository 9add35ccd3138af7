using System.Buffers;
using System.Text;

namespace EventAuth.Core.Identifiers;

/// <summary>The form of the three identifiers of a customer, the same in events and tokens.</summary>
public static class IdentifierRules
{
    /// <summary>The longest e-mail, in characters.</summary>
    public const int MaxEmailLength = 254;

    /// <summary>The longest customId, in characters.</summary>
    public const int MaxCustomIdLength = 256;

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>8-4-4-4-12 hexadecimal digits of any version; nil and max (RFC 9562, sections 5.9 and 5.10) are refused. Gives it in lower case.</summary>
    public static bool TryReadUuid(string text, out string uuid)
    {
        uuid = "";
        if (text.Length != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (i is not (8 or 13 or 18 or 23) && !Hexadecimal.Contains(text[i]))
            {
                return false;
            }
        }

        if (text.AsSpan().IndexOfAnyExcept('0', '-') < 0 || text.AsSpan().IndexOfAnyExcept("fF-") < 0)
        {
            return false;
        }

        uuid = text.ToLowerInvariant();
        return true;
    }

    /// <summary>At most 254 characters, exactly one <c>@</c> with something on both sides, no control characters or blanks.</summary>
    public static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return text.Length <= MaxEmailLength
            && at > 0
            && at == text.LastIndexOf('@')
            && at < text.Length - 1
            && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));
    }

    /// <summary>1–256 characters without control characters.</summary>
    public static bool IsCustomId(string text) =>
        text.Length is >= 1 and <= MaxCustomIdLength && !text.Any(char.IsControl);

    /// <summary>The form in which e-mails are compared: A–Z folded and nothing else.</summary>
    public static string FoldEmail(string email) => Ascii.IsValid(email) ? email.ToLowerInvariant() : FoldMixed(email);

    private static string FoldMixed(string email) =>
        string.Create(email.Length, email, static (folded, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                folded[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
            }
        });
}
