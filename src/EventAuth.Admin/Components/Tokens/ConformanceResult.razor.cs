using EventAuth.Admin.Components.Leaving;
using EventAuth.Core.Conformance;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.Tokens;

/// <summary>A token against each requirement, with what to do about those that failed, and a button that copies all of it.</summary>
public sealed partial class ConformanceResult
{
    // What needs something to be done comes first; the rest is folded up.
    private static readonly (RequirementResult Result, bool IsFolded)[] Groups =
    [
        (RequirementResult.Failed, false),
        (RequirementResult.Advice, false),
        (RequirementResult.NotChecked, true),
        (RequirementResult.Passed, true),
    ];

    private ElementReference _heading;
    private ConformanceReport? _shown;
    private bool _copied;
    private string _announcement = "";

    [Parameter, EditorRequired] public ConformanceReport Report { get; set; } = default!;

    private string Counts => string.Join(", ", Groups
        .Where(group => Report.Count(group.Result) > 0)
        .Select(group => $"{Numbers.Number(Report.Count(group.Result))} {group.Result.ToWord().Small()}"));

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_shown, Report))
        {
            (_copied, _announcement) = (false, "");
        }
    }

    /// <summary>Moves to each new verdict: on a phone it is below the fold, and a screen reader starts to read there.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!ReferenceEquals(_shown, Report))
        {
            _shown = Report;
            await Script.MoveFocusAsync(_heading);
        }
    }

    private async Task CopyAsync()
    {
        _copied = await Script.InvokeAsync<bool>("eventAuthBrowser.copy", Report.ToText());
        _announcement = _copied ? "Copied." : "This browser does not let the page copy. Select the text and copy it yourself.";
    }
}
