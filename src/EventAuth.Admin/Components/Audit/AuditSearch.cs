namespace EventAuth.Admin.Components.Audit;

/// <summary>What a person asked for in the search of the audit trail, as typed.</summary>
internal sealed class AuditSearch
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Part of any text of an entry.</summary>
    public string Text { get; set; } = "";

    /// <summary>Part of who did it.</summary>
    public string Who { get; set; } = "";

    /// <summary>The code of an action; empty for any.</summary>
    public string Action { get; set; } = "";

    /// <summary>The first day, as yyyy-MM-dd; empty for no limit.</summary>
    public string FirstDay { get; set; } = "";

    /// <summary>The last day, inclusive.</summary>
    public string LastDay { get; set; } = "";

    /// <summary>Whether there is no filter.</summary>
    public bool IsEmpty => (Text + Who + Action + FirstDay + LastDay).Length == 0;

    /// <summary>The filter; days are those of the person's time zone.</summary>
    public AuditFilter ToFilter(TimeZoneInfo zone) => new(
        Short(Text), Short(Who), AuditAction.Find(Action), BeginningOf(FirstDay, addDays: 0, zone), BeginningOf(LastDay, addDays: 1, zone));

    /// <summary>The filter as the query of an address; empty for all entries.</summary>
    public static string ToQuery(AuditFilter filter)
    {
        var members = new Dictionary<string, string?>
        {
            ["search"] = filter.Search,
            ["who"] = filter.Who,
            ["action"] = filter.Action?.Code,
            ["since"] = Written(filter.Since),
            ["until"] = Written(filter.Until),
        };
        return QueryString.Create(members.Where(member => !string.IsNullOrEmpty(member.Value))).ToString();
    }

    private static string Short(string? text) =>
        text?.Trim() is { } typed ? typed[..Math.Min(typed.Length, AuditFilter.MaxTextLength)] : "";

    private static DateTimeOffset? BeginningOf(string day, int addDays, TimeZoneInfo zone)
    {
        if (!DateTime.TryParseExact(day, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || date.Year is < 2000 or > 9000)
        {
            return null;
        }

        var beginning = date.AddDays(addDays);
        return new DateTimeOffset(beginning, zone.GetUtcOffset(beginning)).ToUniversalTime();
    }

    private static string? Written(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
