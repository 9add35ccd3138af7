using System.Text;

namespace EventAuth.Admin.Texts;

/// <summary>How texts, times and durations are written in sentences.</summary>
internal static class ShownText
{
    private const int MaxLength = 60;

    /// <summary>A text of the token in quotation marks, on one line and not too long.</summary>
    public static string Quote(string text)
    {
        var shown = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes().Take(MaxLength))
        {
            shown.Append(Rune.IsControl(rune) ? "\uFFFD" : rune.ToString());
        }

        return shown.Append(text.EnumerateRunes().Count() > MaxLength ? "…\"" : "\"").ToString();
    }

    /// <summary>"3 May 2026, 14:05:09 UTC".</summary>
    public static string Utc(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>"4 minutes": whole units, rounded down.</summary>
    public static string Length(TimeSpan time) => time.Duration() switch
    {
        { TotalSeconds: < 1 } => "less than a second",
        { TotalMinutes: < 1 } length => Numbers.Count("second", (long)length.TotalSeconds),
        { TotalHours: < 1 } length => Numbers.Count("minute", (long)length.TotalMinutes),
        { TotalDays: < 1 } length => Numbers.Count("hour", (long)length.TotalHours),
        { TotalDays: < 730 } length => Numbers.Count("day", (long)length.TotalDays),
        var length => Numbers.Count("year", (long)(length.TotalDays / 365.25)),
    };

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IReadOnlyList<string> items) => items.Count < 2
        ? string.Concat(items)
        : string.Join(", ", items.Take(items.Count - 1)) + " and " + items[^1];

    /// <summary>A JSON value: a text in quotation marks, a number as it is written; "missing" for none.</summary>
    public static string Value(JsonElement? element) => element switch
    {
        null => "missing",
        { ValueKind: JsonValueKind.String } text => text.TryGetText() is { } written ? Quote(written) : "a malformed text",
        { ValueKind: JsonValueKind.Array } => "a list",
        { ValueKind: JsonValueKind.Object } => "an object",
        { } other => Bare(other.GetRawText()),
    };

    /// <summary>A text as <see cref="Quote"/> has it, without the quotation marks.</summary>
    public static string Bare(string text) => Quote(text).Trim('"');

    /// <summary>The text of an element; null if it is not a string, or not well formed (half of a surrogate pair).</summary>
    public static string? TryGetText(this JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
