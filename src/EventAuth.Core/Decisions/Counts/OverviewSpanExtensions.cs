namespace EventAuth.Core.Decisions.Counts;

/// <summary>The contract's words for spans, in addresses and in the API.</summary>
public static class OverviewSpanExtensions
{
    private static readonly Dictionary<string, OverviewSpan> ByWord = Enum.GetValues<OverviewSpan>().ToDictionary(span => span.ToWord());

    /// <summary>The span in a query: <c>hour</c>, <c>day</c>, <c>week</c> or <c>month</c>.</summary>
    public static string ToWord(this OverviewSpan span) => span switch
    {
        OverviewSpan.Hour => "hour",
        OverviewSpan.Day => "day",
        OverviewSpan.Week => "week",
        OverviewSpan.Month => "month",
    };

    /// <summary>The span behind a word.</summary>
    public static bool TryParse(string? word, out OverviewSpan span) => ByWord.TryGetValue(word ?? "", out span);
}
