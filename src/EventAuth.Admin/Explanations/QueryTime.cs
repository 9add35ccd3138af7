namespace EventAuth.Admin.Explanations;

/// <summary>Moments in the query of an address: RFC 3339 with an offset.</summary>
internal static class QueryTime
{
    private static readonly string[] Forms = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>The moment, or null if the text is not one.</summary>
    public static DateTimeOffset? Read(string text)
    {
        // An unescaped "+" of the offset arrives as a space.
        var written = text.Replace(' ', '+');
        return DateTimeOffset.TryParseExact(written, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && (written.EndsWith('Z') || written.LastIndexOfAny(['+', '-']) > written.IndexOf('T', StringComparison.Ordinal))
                ? time
                : null;
    }

    public static string Write(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);
}
