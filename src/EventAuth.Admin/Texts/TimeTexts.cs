namespace EventAuth.Admin.Texts;

/// <summary>How moments are written for people.</summary>
internal static class TimeTexts
{
    /// <summary>"3 Nov 2026, 14:05" in the given zone.</summary>
    public static string Local(DateTimeOffset moment, TimeZoneInfo zone, bool seconds) =>
        TimeZoneInfo.ConvertTime(moment, zone)
            .ToString(seconds ? "d MMM yyyy, HH:mm:ss" : "d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"Tuesday, 3 Nov 2026" in the given zone.</summary>
    public static string Day(DateTimeOffset moment, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString("dddd, d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"14:05:09.250" in the given zone, with the day if it is not today.</summary>
    public static string Clock(DateTimeOffset moment, TimeZoneInfo zone, DateOnly today)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        var format = day == today ? "HH:mm:ss.fff" : day.Year == today.Year ? "d MMM, HH:mm:ss.fff" : "d MMM yyyy, HH:mm:ss.fff";
        return local.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>"2026-11-03 13:05:09.250 UTC".</summary>
    public static string ExactUtc(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>"12 s ago"; a moment in the future, because of different clocks, is "just now".</summary>
    public static string Ago(TimeSpan age) => age switch
    {
        { TotalSeconds: < 1 } => "just now",
        { TotalMinutes: < 1 } => Format(age.TotalSeconds, "s"),
        { TotalHours: < 1 } => Format(age.TotalMinutes, "min"),
        { TotalDays: < 1 } => Format(age.TotalHours, "h"),
        { TotalDays: < 2 } => "1 day ago",
        _ => Format(age.TotalDays, "days"),
    };

    /// <summary>A span of time in its largest unit: "4 min".</summary>
    public static string Span(long seconds) => TimeSpan.FromSeconds(seconds) switch
    {
        { TotalMinutes: < 1 } => $"{seconds} s",
        { TotalHours: < 1 } span => $"{span.Minutes} min",
        { TotalDays: < 1 } span => $"{span.Hours} h",
        var span => Numbers.Count("day", span.Days),
    };

    private static string Format(double amount, string unit) => $"{Numbers.Number((long)amount)} {unit} ago";
}
