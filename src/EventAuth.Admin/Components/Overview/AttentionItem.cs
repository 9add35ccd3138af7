using EventAuth.Admin.Explanations;
using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Components.Overview;

/// <summary>An event that needs attention.</summary>
/// <param name="Action">Its name; null for events without a valid one.</param>
/// <param name="IsRejected">Whether it is newly rejected; otherwise it is new and on no list.</param>
/// <param name="Sentence">What there is to say about it.</param>
/// <param name="Address">The address of its decisions.</param>
public sealed record AttentionItem(string? Action, bool IsRejected, string Sentence, string Address)
{
    /// <summary>What kind of thing it is, in words.</summary>
    public string Kind { get; init; } = IsRejected ? "New rejections" : "New event";

    /// <summary>Why it is as it is; null if not known.</summary>
    public string? ExplainAddress { get; init; }

    /// <summary>What needs attention: first new rejections, then new events on no list; the most frequent first.</summary>
    /// <param name="overview">What was counted.</param>
    /// <param name="span">In which span.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="isComparable">Whether the installation is older than the span before. If not, nothing is called new.</param>
    public static IReadOnlyList<AttentionItem> Of(DecisionOverview overview, OverviewSpan span, PolicySnapshot policy, bool isComparable)
    {
        var rejected = overview.Actions
            .Where(action => isComparable ? action.IsNewlyRejected : action.Rejected > 0)
            .OrderByDescending(action => action.Rejected)
            .Select(action => new AttentionItem(
                action.Action,
                IsRejected: true,
                $"{Numbers.Number(action.Rejected)} rejected {span.ToPhrase()}" + (isComparable ? $", none {span.ToBefore()}" : ""),
                LiveAddress.Of(new DecisionFilter(Accepted: false, action.Action, Since: overview.From)))
            {
                Kind = isComparable ? "New rejections" : "Rejected",
            });
        var unlisted = overview.Actions
            .Where(one => isComparable && one is { IsNew: true, IsNewlyRejected: false, Action: { } name } && IsUnlisted(name, policy))
            .Select(action => new AttentionItem(
                action.Action,
                IsRejected: false,
                $"{Numbers.Number(action.Accepted)} accepted {span.ToPhrase()}, none {span.ToBefore()}; on no list",
                LiveAddress.Of(new DecisionFilter(Action: action.Action, Since: overview.From)))
            {
                ExplainAddress = Explanations.ExplainAddress.OfImagined(action.Action!, "anonymous", "none"),
            });
        return [.. rejected, .. unlisted];
    }

    /// <summary>The same with the address of a recorded decision: the newest of the reason that rejected most of the events read.</summary>
    internal async Task<AttentionItem> ExplainedAsync(IDecisionReader decisions, DateTimeOffset since, CancellationToken cancellation)
    {
        if (!IsRejected || Action is null)
        {
            return this;
        }

        var filter = new DecisionFilter(Accepted: false, Action, Since: since);
        var read = await decisions.ReadPageAsync(filter, beforeId: null, MostRead, cancellation);
        var most = read.Records.GroupBy(record => record.Reason).MaxBy(reason => reason.Sum(record => record.Count));
        return most is null ? this : this with { ExplainAddress = Explanations.ExplainAddress.OfDecision(most.First().Id) };
    }

    private const int MostRead = 200;

    private static bool IsUnlisted(string action, PolicySnapshot policy) =>
        EventName.TryParse(action, out var name) && policy.ListsOf(name) == EventLists.None;
}
