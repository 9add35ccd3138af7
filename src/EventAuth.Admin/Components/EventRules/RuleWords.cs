using EventAuth.Admin.Components.EventCatalog;
using EventAuth.Core.Decisions;
using EventAuth.Core.Rules;

namespace EventAuth.Admin.Components.EventRules;

/// <summary>The words for who sends and what becomes of it.</summary>
internal static class RuleWords
{
    /// <summary>The head of a caller's column.</summary>
    public static string ToTitle(this Caller caller) => caller switch
    {
        Caller.Anonymous => "Anonymous, no token",
        Caller.Known => "Known, no token",
        Caller.ValidToken => "Valid token",
        Caller.BadToken => "Bad token",
    };

    /// <summary>"Accepted" or "Rejected".</summary>
    public static string ToVerdict(this Decision decision) => decision.Accepted ? "Accepted" : "Rejected";

    /// <summary>What goes with the verdict: the right to change data, or the code of the rejection.</summary>
    public static string ToDetail(this Decision decision) =>
        !decision.Accepted ? decision.Reason.ToCode() : decision.MayChangeData ? "may change data" : "no change of data";

    /// <summary>"accepted, no change of data": the verdict within a sentence.</summary>
    public static string ToPhrase(this Decision decision) => $"{decision.ToVerdict().ToLowerInvariant()}, {decision.ToDetail()}";

    /// <summary>The colours of a verdict.</summary>
    public static string ToStyle(this Decision decision) => !decision.Accepted ? "bad" : decision.MayChangeData ? "accent" : "ok";

    /// <summary>Events of a draft: how many of them, and whether all the others, would be decided differently.</summary>
    public static string ToSentence(this RuleComparison comparison) => (comparison.Differing.Length, comparison.AnyOtherDiffers) switch
    {
        (0, false) => "Nothing would be decided differently.",
        (0, true) => "Every event that is on no list would be decided differently.",
        (var events, false) => $"{CatalogWords.Count(events)} would be decided differently.",
        (var events, true) => $"{CatalogWords.Count(events)} and every event that is on no list would be decided differently.",
    };
}
