namespace EventAuth.Admin.Texts;

/// <summary>How numbers are written for people.</summary>
internal static class Numbers
{
    /// <summary>"1,204".</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 event", "1,204 events": the plural of the unit ends in "s".</summary>
    public static string Count(string unit, long number) => $"{Number(number)} {unit}{(number == 1 ? "" : "s")}";

    /// <summary>"98.2 %" of a whole. A little is never shown as 0, and nearly all never as 100.</summary>
    public static string Share(long count, long all)
    {
        var percent = all == 0 ? 0 : 100.0 * count / all;
        return percent switch
        {
            > 0 and < 0.1 => "under 0.1 %",
            > 99.9 and < 100 => "over 99.9 %",
            _ => string.Create(CultureInfo.InvariantCulture, $"{percent:0.#} %"),
        };
    }
}

/// <summary>The first letter of a text, as needed for its place in a sentence.</summary>
internal static class Letters
{
    /// <summary>For the beginning of a sentence.</summary>
    public static string Capital(this string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>For the middle of a sentence.</summary>
    public static string Small(this string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
