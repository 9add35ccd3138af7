namespace EventAuth.Core.Inspection;

/// <summary>A value that was found in a notation.</summary>
/// <param name="Kind">The notation: <c>cookie</c>, <c>address</c>, <c>form</c>, <c>header</c>, <c>rest</c>; null for the only one.</param>
/// <param name="Name">The name it has there; null if it has none.</param>
internal sealed record WrittenValue(string Value, string? Name = null, string? Kind = null);

/// <summary>Finds a token in the notations of languages and protocols that senders forget to undo.</summary>
internal static partial class WrittenValues
{
    // Names are bounded and values go forward to one of a few characters, so each pattern takes time in proportion to the text.
    private const RegexOptions Options = RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    /// <summary>The content of Python's <c>b'…'</c>, and similarly <c>u'…'</c> and <c>r'…'</c>.</summary>
    public static WrittenValue? FindBytes(string text) =>
        Bytes().Match(text) is { Success: true } match ? new WrittenValue(match.Groups["inner"].Value, match.Groups["prefix"].Value) : null;

    /// <summary>The member of a JSON text that holds the token, or the only token in a list.</summary>
    public static WrittenValue? FindInJson(string text) => text.StartsWith('{') || text.StartsWith('[') ? Find(InJson(), text, null) : null;

    /// <summary>The value of <c>name=value</c> and <c>name: value</c>: the one that may be a token, otherwise the only one.</summary>
    public static WrittenValue? FindNamed(string text) => text.StartsWith("eyJ", StringComparison.Ordinal)
        ? Find(TokenAndRest(), text, "rest")
        : Find(TokenInPairs(), text, KindOf(text)) ?? Find(Pair(), text, KindOf(text));

    /// <summary>Whether characters are written as in addresses (RFC 3986, section 2.1).</summary>
    public static bool HasPercents(string text) => Percents().IsMatch(text);

    private static WrittenValue? Find(Regex pattern, string text, string? kind) => pattern.Match(text) is { Success: true } match
        ? new WrittenValue(match.Groups["value"].Value, match.Groups["name"] is { Success: true } name ? name.Value : null, kind)
        : null;

    private static string KindOf(string text) => text switch
    {
        _ when text.Contains("://", StringComparison.Ordinal) => "address",
        _ when text.Contains(';', StringComparison.Ordinal) || text.Contains("cookie", StringComparison.OrdinalIgnoreCase) => "cookie",
        _ when text.Contains('=', StringComparison.Ordinal) => "form",
        _ => "header",
    };

    [GeneratedRegex(@"^(?:bytearray\()?(?<prefix>[bBuUrR]{1,2})(?<mark>['""])(?<inner>.*?)\k<mark>?[,;)]?$", Options, Timeout.Infinite)]
    private static partial Regex Bytes();

    // The quotation marks may be escaped, if the answer was encoded as a string again.
    [GeneratedRegex(
        @"(?:\\?[""'](?<name>[A-Za-z_][\w\-]{0,40})\\?[""']\s*:\s*|^\[\s*)\\?[""'](?<value>(?:[A-Za-z]{2,10} )?eyJ[^""'\\]*)",
        Options, Timeout.Infinite)]
    private static partial Regex InJson();

    [GeneratedRegex(
        @"(?:^|[?&;#\s,])(?<name>[A-Za-z_][\w\-]{0,40})=[""']?(?<value>(?:bearer(?: |%20|\+))?eyJ[^&;\s""']*)",
        Options | RegexOptions.IgnoreCase,
        Timeout.Infinite)]
    private static partial Regex TokenInPairs();

    [GeneratedRegex(
        @"^(?!eyJ)(?<name>[A-Za-z_][\w\-]{0,40})\\?[""']?\s*[=:]\s*\\?[""']?(?<value>[^\s.=:/].*)$", Options, Timeout.Infinite)]
    private static partial Regex Pair();

    // The end of a cookie or form whose beginning was cut off.
    [GeneratedRegex(@"^(?<value>eyJ[^;&\s]*)(?:;\s*|&)(?<name>[A-Za-z_][\w\-]{0,40})(?:[=;&].*)?$", Options, Timeout.Infinite)]
    private static partial Regex TokenAndRest();

    [GeneratedRegex("%[0-9A-Fa-f]{2}", Options, Timeout.Infinite)]
    private static partial Regex Percents();
}
