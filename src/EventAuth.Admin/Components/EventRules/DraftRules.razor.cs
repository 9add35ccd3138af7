using EventAuth.Core.Rules;

namespace EventAuth.Admin.Components.EventRules;

/// <summary>
/// What a draft next to the policy in force, or that alone, means for each event, in a table narrow enough to fit next to the lists.
/// Events decided alike share a row.
/// </summary>
public sealed partial class DraftRules
{
    // Longer lists have the tab of the effective rules.
    private const int MaxListed = 2_000;

    private IReadOnlyCollection<RuleRow> _rows = [];
    private bool _onlyDiffering = true;
    private RuleComparison? _shown;

    /// <summary>The policy in force with the draft, or with itself.</summary>
    [Parameter, EditorRequired] public required RuleComparison Comparison { get; set; }
    /// <summary>Whether a draft is compared.</summary>
    [Parameter] public bool OfDraft { get; set; }

    private string Title => OfDraft ? "Effective rules of this draft" : "Effective rules";

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_shown, Comparison))
        {
            _shown = Comparison;
            Filter(_onlyDiffering);
        }
    }

    private void Filter(bool onlyDiffering)
    {
        _onlyDiffering = onlyDiffering;
        onlyDiffering &= OfDraft;
        var others = new RuleRow("Every other event", [], EventLists.None, Comparison.After.AnyOther, Comparison.Before.AnyOther);
        IEnumerable<EventName> shown = onlyDiffering ? Comparison.Differing
            : OfDraft || Comparison.ListedCount <= MaxListed ? Comparison.Listed
            : [];
        var named = Comparison.Group(shown).Select(group => new RuleRow(null, group.Events, EventLists.None, group.After, group.Before));
        _rows = Comparison.AnyOtherDiffers || !onlyDiffering ? [others, .. named] : [.. named];
    }
}
