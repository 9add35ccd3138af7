namespace EventAuth.Core.Decisions.Counts;

/// <summary>How far an overview reaches back.</summary>
public enum OverviewSpan
{
    /// <summary>60 minutes, by the minute.</summary>
    Hour,

    /// <summary>24 hours, by the hour.</summary>
    Day,

    /// <summary>7 days, by six hours.</summary>
    Week,

    /// <summary>30 days, by the day.</summary>
    Month,
}

/// <summary>The contract's words for spans, in addresses and in the API.</summary>
public static class OverviewSpanExtensions
{
    /// <summary>The span in a query: <c>hour</c>, <c>day</c>, <c>week</c> or <c>month</c>.</summary>
    public static string ToWord(this OverviewSpan span) => EnumCode.Of(span);

    /// <summary>The span behind a word.</summary>
    public static bool TryParse(string? word, out OverviewSpan span) => EnumCode.TryParse(word, out span);
}
