namespace EventAuth.Core.Inspection;

/// <summary>The words before a token in a header (RFC 9110, section 11.6.2): the header's name, and the scheme.</summary>
internal static partial class HeaderWords
{
    public const string Scheme = "Bearer";

    private const string ProvenScheme = "DPoP ";

    private const string Name = "Authorization:";

    // Each pattern starts at one place and goes forward, so the number of steps is bounded by the length of the text.
    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    public static string WithoutName(string text, out bool hadName)
    {
        hadName = text.StartsWith(Name, StringComparison.OrdinalIgnoreCase);
        return hadName ? text[Name.Length..].TrimStart() : text;
    }

    /// <summary>Whether it is a header with its name and the scheme <c>Bearer</c>.</summary>
    public static bool IsWholeBearer(string text)
    {
        var value = WithoutName(text.Trim(), out var hasName);
        WithoutScheme(value, out var hasScheme);
        return hasName && hasScheme;
    }

    /// <summary>Whether it begins with <c>DPoP</c>, the scheme of proven tokens; with or without the header's name.</summary>
    public static bool IsProven(string text) =>
        WithoutName(text.Trim(), out _).StartsWith(ProvenScheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The text with <c>Bearer</c> in place of <c>DPoP</c>, the scheme of proven tokens (RFC 9449, section 7.1).</summary>
    public static string WithBearer(string text)
    {
        var value = WithoutName(text.Trim(), out var hasName);
        return value.StartsWith(ProvenScheme, StringComparison.OrdinalIgnoreCase)
            ? (hasName ? Name + " " : "") + Scheme + value[(ProvenScheme.Length - 1)..]
            : text;
    }

    /// <summary>The text without <c>Bearer</c> and the spaces after it, as in the header (RFC 6750, section 2.1).</summary>
    public static string WithoutScheme(string text, out bool hadScheme)
    {
        hadScheme = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && (text.Length == Scheme.Length || text[Scheme.Length] == ' ');
        return hadScheme ? text[Scheme.Length..].TrimStart(' ') : text;
    }

    /// <summary>What follows <c>Bearer</c> if something other than a space, or nothing, separates them; null for other texts.</summary>
    public static string? WithoutJoinedScheme(string text) =>
        JoinedScheme().Match(text) is { Success: true } match ? match.Groups["inner"].Value : null;

    /// <summary>A word in the place of the scheme, and what follows it; null if there is none.</summary>
    public static (string Word, string Inner)? FindOtherScheme(string text) =>
        OtherScheme().Match(text) is { Success: true } match ? (match.Groups["word"].Value, match.Groups["inner"].Value) : null;

    [GeneratedRegex(@"^bearer(?:\s*[:=+,]\s*|[_\-](?=eyJ)|\s+|(?=eyJ))(?<inner>.+)$", Options, Timeout.Infinite)]
    private static partial Regex JoinedScheme();

    // A token has dots and no spaces, so its first part is never taken for a word.
    [GeneratedRegex(@"^(?!eyJ)(?<word>[a-z][a-z0-9_\-]{0,30})[ \t]+(?<inner>[^\s=:].*)$", Options, Timeout.Infinite)]
    private static partial Regex OtherScheme();
}
