using EventAuth.Core.Rules;

namespace EventAuth.Admin.Texts;

/// <summary>Says who sends an event and how it is handled.</summary>
internal static class RuleTexts
{
    /// <summary>The head of a caller's column.</summary>
    public static string ToTitle(this Caller caller) => caller switch
    {
        Caller.Anonymous => "Anonymous, no token",
        Caller.Known => "Known, no token",
        Caller.ValidToken => "Valid token",
        Caller.BadToken => "Bad token",
    };

    /// <summary>The same for a narrow column.</summary>
    public static string ToNarrowTitle(this Caller caller) => caller == Caller.Anonymous ? "Anony\u00ADmous" : caller.ToTitle();

    /// <summary>Who sends it, within a sentence: "from an anonymous customer".</summary>
    public static string ToSender(this Caller caller) => caller switch
    {
        Caller.Anonymous => "from an anonymous customer",
        Caller.Known => "from a known customer without a token",
        Caller.ValidToken => "with a valid token",
        Caller.BadToken => "with an invalid token",
    };

    public static string ToVerdict(this Decision decision) => decision.Accepted ? "Accepted" : "Rejected";

    /// <summary>What goes with the verdict: the right to change data, or why it is rejected.</summary>
    public static string ToDetail(this Decision decision) =>
        !decision.Accepted ? decision.Reason.ToRuleDetail() : decision.MayChangeData ? "May change data" : "No data change";

    /// <summary>"accepted, no data change": the verdict within a sentence.</summary>
    public static string ToPhrase(this Decision decision) => $"{decision.ToVerdict().Small()}, {decision.ToDetail().Small()}";

    /// <summary>Why, with the code: for a tooltip.</summary>
    public static string ToTooltip(this Decision decision) => $"{decision.Reason.ToSentence()} ({decision.Reason.ToCode()})";

    /// <summary>The verdict as a sign, for a narrow table: accepted, accepted and may change data, a rejection's status.</summary>
    public static string ToSign(this Decision decision) =>
        !decision.Accepted ? $"{decision.Reason.ToStatus()}" : decision.MayChangeData ? "✓✎" : "✓";

    /// <summary>How many events a draft would change, and whether it would change all that are on no list.</summary>
    public static string ToSentence(this RuleComparison comparison) => (comparison.Differing.Length, comparison.AnyOtherDiffers) switch
    {
        (0, false) => "Nothing would change.",
        (0, true) => "Every event that is on no list would change.",
        (var events, false) => $"{Numbers.Count("event", events)} would change.",
        (var events, true) => $"{Numbers.Count("event", events)} and every event that is on no list would change.",
    };
}
