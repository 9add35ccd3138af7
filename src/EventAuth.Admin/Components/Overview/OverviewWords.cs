using System.Globalization;
using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Components.Overview;

/// <summary>The words of the page.</summary>
internal static class OverviewWords
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

    /// <summary>"by the minute".</summary>
    public static string ToStep(this OverviewSpan span) => span switch
    {
        OverviewSpan.Hour => "by the minute",
        OverviewSpan.Day => "by the hour",
        OverviewSpan.Week => "by six hours",
        OverviewSpan.Month => "by the day",
    };

    /// <summary>Where periods begin elsewhere than a person's clock suggests; null where they do not.</summary>
    public static string? ToNote(this OverviewSpan span, TimeZoneInfo zone, DateTimeOffset now) => span switch
    {
        OverviewSpan.Week when zone.GetUtcOffset(now) != TimeSpan.Zero => $"Periods begin at 0:00, 6:00, 12:00 and 18:00 UTC; {NowInZone(zone, now)}.",
        OverviewSpan.Month => $"A day begins at midnight UTC; {NowInZone(zone, now)}.",
        _ => null,
    };

    /// <summary>Why an event was accepted or rejected, short enough for a chart.</summary>
    public static string ToShortWords(this DecisionReason reason) => reason switch
    {
        DecisionReason.ListedWithJwt => "token as required",
        DecisionReason.ListedUpdateWithoutJwt => "on the list without JWT",
        DecisionReason.Authenticated => "valid token",
        DecisionReason.ListedAnonymous => "on the anonymous list",
        DecisionReason.AnonymousListEmpty => "anonymous list is empty",
        DecisionReason.KnownCustomer => "known customer",
        DecisionReason.JwtRequired => "token required, not sent",
        DecisionReason.InvalidToken => "token not valid",
        DecisionReason.TokenExpired => "token expired",
        DecisionReason.IdentityMismatch => "token of somebody else",
        DecisionReason.NotAllowedForAnonymous => "not on anonymous list",
        DecisionReason.InvalidEvent => "wrong form",
        DecisionReason.MalformedJson => "not sound JSON",
    };

    /// <summary>"1,204".</summary>
    public static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 event", "1,204 events".</summary>
    public static string Events(long count) => Number(count) + (count == 1 ? " event" : " events");

    /// <summary>"98.2 %" of a whole. Little is never shown as nothing, and nearly all never as all.</summary>
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

    private static string NowInZone(TimeZoneInfo zone, DateTimeOffset now)
    {
        var offset = zone.GetUtcOffset(now);
        var written = string.Create(CultureInfo.InvariantCulture, $"{offset.Duration():h\\:mm}");
        return offset == TimeSpan.Zero ? "so does yours now" : $"your clock is {written} h {(offset > TimeSpan.Zero ? "ahead of" : "behind")} UTC now";
    }
}
