using System.Globalization;
using System.Text;

namespace EventAuth.Core.Tokens.Inspection;

/// <summary>How texts, moments and lengths of time stand in sentences.</summary>
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
    public static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>"4 minutes": whole units, rounded down.</summary>
    public static string Length(TimeSpan time) => time.Duration() switch
    {
        { TotalSeconds: < 1 } => "less than a second",
        { TotalMinutes: < 1 } length => Count((long)length.TotalSeconds, "second"),
        { TotalHours: < 1 } length => Count((long)length.TotalMinutes, "minute"),
        { TotalDays: < 1 } length => Count((long)length.TotalHours, "hour"),
        { TotalDays: < 730 } length => Count((long)length.TotalDays, "day"),
        var length => Count((long)(length.TotalDays / 365.25), "year"),
    };

    /// <summary>"1 byte", "8,192 bytes".</summary>
    public static string Count(long number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {unit}{(number == 1 ? "" : "s")}");

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IReadOnlyList<string> items) => items.Count < 2
        ? string.Concat(items)
        : string.Join(", ", items.Take(items.Count - 1)) + " and " + items[^1];
}
