namespace EventAuth.Core.Identifiers;

/// <summary>The form of the three identifiers of a customer, the same in events and tokens.</summary>
public static class IdentifierRules
{
    /// <summary>The longest e-mail, in characters.</summary>
    public const int MaxEmailLength = 254;

    /// <summary>The longest customId, in characters.</summary>
    public const int MaxCustomIdLength = 256;

    private const int UuidLength = 36;

    private static readonly SearchValues<byte> HexDigitsAndHyphen = SearchValues.Create("0123456789abcdefABCDEF-"u8);
    private static readonly SearchValues<char> Controls = Characters(char.IsControl);
    private static readonly SearchValues<char> ControlsAndBlanks = Characters(code => char.IsControl(code) || char.IsWhiteSpace(code));

    /// <summary>8-4-4-4-12 hex digits of any version except nil and max (RFC 9562, sections 5.9 and 5.10). Returns lower case.</summary>
    public static bool TryReadUuid(string text, out string uuid)
    {
        Span<byte> bytes = stackalloc byte[UuidLength];
        var isUuid = text.Length == UuidLength && Ascii.FromUtf16(text, bytes, out _) == OperationStatus.Done && TryFoldUuid(bytes);
        uuid = isUuid ? Encoding.ASCII.GetString(bytes) : "";
        return isUuid;
    }

    /// <summary>The same for bytes, which are changed to lower case in place; left unchanged when they are not a uuid.</summary>
    public static bool TryFoldUuid(Span<byte> text) =>
        text.Length == UuidLength
        && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-' && text.Count((byte)'-') == 4
        && !text.ContainsAnyExcept(HexDigitsAndHyphen)
        && text.IndexOfAnyExcept((byte)'0', (byte)'-') >= 0
        && text.IndexOfAnyExcept("fF-"u8) >= 0
        && Ascii.ToLowerInPlace(text, out _) == OperationStatus.Done;

    /// <summary>At most 254 characters, exactly one <c>@</c> with something on both sides, no control characters or spaces.</summary>
    public static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        return text.Length <= MaxEmailLength
            && at > 0
            && at == text.LastIndexOf('@')
            && at < text.Length - 1
            && !text.ContainsAny(ControlsAndBlanks);
    }

    /// <summary>1–256 characters without control characters.</summary>
    public static bool IsCustomId(ReadOnlySpan<char> text) =>
        text.Length is >= 1 and <= MaxCustomIdLength && !text.ContainsAny(Controls);

    /// <summary>The form in which e-mails are compared: A–Z folded and nothing else.</summary>
    public static string FoldEmail(string email) => Ascii.IsValid(email) ? email.ToLowerInvariant() : string.Create(
        email.Length, email, static (folded, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                folded[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
            }
        });

    private static SearchValues<char> Characters(Func<char, bool> condition) =>
        SearchValues.Create([.. Enumerable.Range(char.MinValue, char.MaxValue + 1).Select(code => (char)code).Where(condition)]);
}
