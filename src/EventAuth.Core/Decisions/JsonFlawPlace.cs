namespace EventAuth.Core.Decisions;

/// <summary>What is wrong with a body that is not an event, and where. Its text contains nothing of what was sent.</summary>
/// <param name="LineNumber">The line, from 1.</param>
/// <param name="ColumnNumber">The character in the line, from 1, as editors count: in UTF-16 units.</param>
public readonly partial record struct JsonFlawPlace(JsonFlaw Flaw, int LineNumber, int ColumnNumber)
{
    /// <summary>The cause of a rejection with <see cref="DecisionReason.MalformedJson"/>: "TrailingComma at line 3, column 17".</summary>
    public string ToCause() => string.Create(CultureInfo.InvariantCulture, $"{Flaw} at line {LineNumber}, column {ColumnNumber}");

    /// <summary>Reads a recorded cause; null if it is not one, or one of a later version.</summary>
    public static JsonFlawPlace? ReadCause(string? cause) =>
        cause is not null && CausePattern().Match(cause) is { Success: true } match
        && Enum.TryParse<JsonFlaw>(match.Groups["flaw"].ValueSpan, out var flaw)
        && int.TryParse(match.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var line)
        && int.TryParse(match.Groups["column"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var column)
            ? new JsonFlawPlace(flaw, line, column)
            : null;

    [GeneratedRegex(
        @"^(?<flaw>[A-Z]\w+) at line (?<line>\d+), column (?<column>\d+)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CausePattern();
}
