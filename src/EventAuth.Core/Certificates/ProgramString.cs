namespace EventAuth.Core.Certificates;

/// <summary>A string literal of a program, several joined ones, or an assignment of one.</summary>
internal static partial class ProgramString
{
    /// <summary>What stands between the quotes; null for anything but strings.</summary>
    public static string? ContentOf(string text)
    {
        var quoted = Assignment.Replace(SingleQuote.Replace(DoubleQuote.Replace(text, "\""), "'"), "");
        var content = new StringBuilder();
        for (var at = 0; at < quoted.Length;)
        {
            var part = Part.Match(quoted, at);
            if (!part.Success)
            {
                return null;
            }

            content.Append(part.Groups["content"].ValueSpan);
            at += part.Length;
        }

        return content.ToString();
    }

    [GeneratedRegex("[\u201C\u201D\u201E\u201F\u00AB\u00BB]", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex DoubleQuote { get; }

    [GeneratedRegex("[\u2018\u2019\u201A\u201B]", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex SingleQuote { get; }

    [GeneratedRegex(
        """^[A-Za-z_$][A-Za-z0-9_$ .:\-\t]*?(:|:?=|=>)\s*(?=[("'`]|[brfu]{1,2}["'])""",
        CertificateReader.AnyCase, CertificateReader.Patience)]
    private static partial Regex Assignment { get; }

    [GeneratedRegex(
        """"\G[(\s[]*([brfu]{1,2}(?=["']))?(?<quote>"""|'''|["'`])(?<content>.*?)\k<quote>[\s+.,&;)\]\\_]*"""",
        CertificateReader.AnyCase | RegexOptions.Singleline,
        CertificateReader.Patience)]
    private static partial Regex Part { get; }
}
