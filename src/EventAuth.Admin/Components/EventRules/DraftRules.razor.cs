using EventAuth.Core.Policies;
using EventAuth.Core.Rules;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.EventRules;

/// <summary>What a draft means for each event, beside what is in force: events that are decided alike share a row.</summary>
public sealed partial class DraftRules
{
    private RuleComparison _comparison = default!;
    private IReadOnlyCollection<RuleRow> _rows = [];
    private bool _onlyDiffering = true;
    private EventPolicy? _comparedInForce;
    private EventPolicy? _comparedDraft;

    /// <summary>The policy in force.</summary>
    [Parameter, EditorRequired]
    public required EventPolicy InForce { get; set; }

    /// <summary>The policy as it would be.</summary>
    [Parameter, EditorRequired]
    public required EventPolicy Draft { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_comparedInForce, InForce) && ReferenceEquals(_comparedDraft, Draft))
        {
            return;
        }

        (_comparedInForce, _comparedDraft) = (InForce, Draft);
        _comparison = new RuleComparison(InForce, Draft);
        ShowRows();
    }

    private void Filter(ChangeEventArgs change)
    {
        _onlyDiffering = change.Value is true;
        ShowRows();
    }

    private void ShowRows()
    {
        var others = new RuleRow("Every other event", [], EventLists.None, _comparison.After.AnyOther, _comparison.Before.AnyOther);
        var named = _comparison.Group(_onlyDiffering ? _comparison.Differing : _comparison.Listed)
            .Select(group => new RuleRow(null, group.Events, EventLists.None, group.After, group.Before));
        _rows = _comparison.AnyOtherDiffers || !_onlyDiffering ? [others, .. named] : [.. named];
    }
}
