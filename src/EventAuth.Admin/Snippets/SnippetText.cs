using System.Text.RegularExpressions;

namespace EventAuth.Admin.Snippets;

/// <summary>
/// A text of the folder <c>Programs</c>, with names in double braces in the place of values. A line with a name that has no value is left
/// out; a name whose value is empty marks a line that is wanted in some installations only.
/// </summary>
internal sealed partial class SnippetText
{
    private readonly string[] _lines;

    private SnippetText(string text) => _lines = text.TrimEnd().Split('\n');

    /// <summary>Reads a text by its name, such as "go".</summary>
    public static SnippetText Read(string name)
    {
        using var reader = new StreamReader(
            typeof(SnippetText).Assembly.GetManifestResourceStream(typeof(SnippetText), $"Programs.{name}.txt")!);
        return new SnippetText(reader.ReadToEnd().ReplaceLineEndings("\n"));
    }

    /// <summary>Puts values into their places.</summary>
    public string Fill(params (string Name, string? Value)[] values)
    {
        var byName = values.ToDictionary(value => value.Name, value => value.Value);
        return string.Join('\n', _lines
            .Where(line => Places().Matches(line).All(place => byName[place.Groups["name"].Value] is not null))
            .Select(line => Places().Replace(line, place => byName[place.Groups["name"].Value]!)));
    }

    [GeneratedRegex(@"\{\{(?<name>[a-z-]+)\}\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Places();
}
