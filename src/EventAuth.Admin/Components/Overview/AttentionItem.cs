using EventAuth.Admin.Explanations;
using EventAuth.Admin.Texts;
using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Components.Overview;

/// <summary>An event that deserves a look.</summary>
/// <param name="Action">Its name; null for those without one that is valid.</param>
/// <param name="IsRejected">Whether it is newly rejected; else it is new and on no list.</param>
/// <param name="Sentence">What there is to say of it.</param>
/// <param name="Address">The decisions behind it.</param>
public sealed record AttentionItem(string? Action, bool IsRejected, string Sentence, string Address)
{
    /// <summary>What deserves a look: first what is newly rejected, then what is new and on no list; the most frequent first.</summary>
    public static IReadOnlyList<AttentionItem> Of(DecisionOverview overview, OverviewSpan span, PolicySnapshot policy)
    {
        var rejected = overview.Actions.Where(action => action.IsNewlyRejected).OrderByDescending(action => action.Rejected).Select(action => new AttentionItem(
            action.Action,
            IsRejected: true,
            $"{Numbers.Number(action.Rejected)} rejected {span.ToPhrase()}, none {span.ToBefore()}",
            LiveAddress.Of(new DecisionFilter(Accepted: false, action.Action, Since: overview.From))));
        var unlisted = overview.Actions.Where(action => action is { IsNew: true, IsNewlyRejected: false } && IsUnlisted(action.Action, policy)).Select(action => new AttentionItem(
            action.Action,
            IsRejected: false,
            $"{Numbers.Number(action.Accepted)} accepted {span.ToPhrase()}, none {span.ToBefore()}; on no list",
            LiveAddress.Of(new DecisionFilter(Action: action.Action, Since: overview.From))));
        return [.. rejected, .. unlisted];
    }

    private static bool IsUnlisted(string? action, PolicySnapshot policy) =>
        EventName.TryParse(action ?? "", out var name) && policy.ListsOf(name) == EventLists.None;
}
