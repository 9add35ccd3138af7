using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Texts;

/// <summary>Names the spans and periods of the overview.</summary>
internal static class OverviewTexts
{
    /// <summary>"Last hour": the choice of a span.</summary>
    public static string ToTitle(this OverviewSpan span) => span switch
    {
        OverviewSpan.Hour => "Last hour",
        OverviewSpan.Day => "Last 24 hours",
        OverviewSpan.Week => "Last 7 days",
        OverviewSpan.Month => "Last 30 days",
    };

    /// <summary>"in the last hour".</summary>
    public static string ToPhrase(this OverviewSpan span) => "in the " + span.ToTitle().ToLowerInvariant();

    /// <summary>"in the hour before": the span of the same length before.</summary>
    public static string ToBefore(this OverviewSpan span) => span switch
    {
        OverviewSpan.Hour => "in the hour before",
        OverviewSpan.Day => "in the 24 hours before",
        OverviewSpan.Week => "in the 7 days before",
        OverviewSpan.Month => "in the 30 days before",
    };

    /// <summary>"1,039 in the hour before (+19.1 %)": the count of the span before, and the difference if it makes sense.</summary>
    public static string Change(this OverviewSpan span, long now, long before) =>
        $"{Numbers.Number(before)} {span.ToBefore()}" + (now - before) switch
        {
            0 => "",
            _ when before < now / 10 => "",
            > 0 => $" (+{Numbers.Share(now - before, before)})",
            _ => $" (−{Numbers.Share(before - now, before)})",
        };

    /// <summary>"per minute".</summary>
    public static string ToStep(this OverviewSpan span) => span switch
    {
        OverviewSpan.Hour => "per minute",
        OverviewSpan.Day => "per hour",
        OverviewSpan.Week => "per 6 hours",
        OverviewSpan.Month => "per day",
    };

    /// <summary>A note if periods do not start as a person's clock suggests; otherwise null.</summary>
    public static string? ToNote(this OverviewSpan span, TimeZoneInfo zone, DateTimeOffset now) => span switch
    {
        OverviewSpan.Week when zone.GetUtcOffset(now) != TimeSpan.Zero =>
            $"Periods start at 0:00, 6:00, 12:00 and 18:00 UTC; {NowInZone(zone, now)}.",
        OverviewSpan.Month => $"Days start at midnight UTC; {NowInZone(zone, now)}.",
        _ => null,
    };

    private static string NowInZone(TimeZoneInfo zone, DateTimeOffset now)
    {
        var offset = zone.GetUtcOffset(now);
        var written = string.Create(CultureInfo.InvariantCulture, $"{offset.Duration():h\\:mm}");
        return offset == TimeSpan.Zero
            ? "your clock shows UTC now"
            : $"your clock is {written} h {(offset > TimeSpan.Zero ? "ahead of" : "behind")} UTC now";
    }
}
