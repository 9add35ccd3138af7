namespace EventAuth.Core.Certificates;

/// <summary>Restores characters that a form, a page or a program has escaped.</summary>
internal static partial class WrittenCharacters
{
    // 128 bytes; a fingerprint has 64 at most.
    private const int MinHexadecimal = 256;

    /// <summary>A text with %2B or &amp;#43; in it, decoded; null if there is none.</summary>
    public static string? Decode(string text)
    {
        if (Percent.IsMatch(text) && !LonePercent.IsMatch(text))
        {
            var spaced = FormSign.IsMatch(text) ? text.Replace('+', ' ') : text;
            return Uri.UnescapeDataString(FieldName.Replace(spaced, ""));
        }

        return Entity.IsMatch(text) ? Character.Replace(Tag.Replace(text, "\n"), CharacterOf) : null;
    }

    /// <summary>Bytes written as hexadecimal digits, with or without colons; null for anything else.</summary>
    public static byte[]? DecodeHexadecimal(string text)
    {
        var digits = Separators.Replace(text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text, "");
        return digits.Length >= MinHexadecimal && digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(digits)
            : null;
    }

    /// <summary>A program's escape of a character. Escaped line breaks stay: they are treated differently from real ones.</summary>
    public static string Unescape(string text) => EscapedSign.Replace(EscapedCode.Replace(text, OfHexadecimal), "${sign}");

    private static string CharacterOf(Match match) => match.Groups["decimal"] is { Success: true } number
        ? int.Parse(number.ValueSpan, CultureInfo.InvariantCulture) is var code && code <= char.MaxValue ? ((char)code).ToString() : ""
        : match.Groups["code"].Success ? OfHexadecimal(match)
        : match.Groups["name"].Value.ToUpperInvariant() switch
        {
            "NBSP" => " ",
            "PLUS" => "+",
            "SOL" => "/",
            _ => "=",
        };

    private static string OfHexadecimal(Match match) =>
        ((char)int.Parse(match.Groups["code"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString();

    [GeneratedRegex("%[0-9A-Fa-f]{2}", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex Percent { get; }

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex LonePercent { get; }

    [GeneratedRegex(@"%2B|BEGIN\+", CertificateReader.AnyCase, CertificateReader.Patience)]
    private static partial Regex FormSign { get; }

    [GeneratedRegex("^[A-Za-z0-9_]+=", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex FieldName { get; }

    [GeneratedRegex(@"<br\s*/?>|&(#\d+|#x[0-9a-f]+|nbsp|plus|sol|equals);", CertificateReader.AnyCase, CertificateReader.Patience)]
    private static partial Regex Entity { get; }

    [GeneratedRegex("<[a-z/][^>]*>", CertificateReader.AnyCase, CertificateReader.Patience)]
    private static partial Regex Tag { get; }

    [GeneratedRegex(
        "&(#(?<decimal>[0-9]{1,6})|#x(?<code>[0-9a-f]{1,4})|(?<name>nbsp|plus|sol|equals));",
        CertificateReader.AnyCase, CertificateReader.Patience)]
    private static partial Regex Character { get; }

    [GeneratedRegex(@"[\s:]", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex Separators { get; }

    [GeneratedRegex(@"\\{1,4}u00(?!0)(?<code>[0-9a-f]{2})", CertificateReader.AnyCase, CertificateReader.Patience)]
    private static partial Regex EscapedCode { get; }

    [GeneratedRegex("""\\{1,4}(?<sign>[/"'`])""", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex EscapedSign { get; }
}
