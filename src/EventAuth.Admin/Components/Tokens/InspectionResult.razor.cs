using EventAuth.Admin.Components.Leaving;
using EventAuth.Core.Decisions;
using EventAuth.Core.Inspection;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.Tokens;

/// <summary>All that was found about a token: the verdict, the findings, and what the token says.</summary>
public sealed partial class InspectionResult
{
    private ElementReference _heading;
    private TokenInspection? _shown;

    /// <summary>What was found.</summary>
    [Parameter, EditorRequired]
    public TokenInspection Inspection { get; set; } = default!;

    /// <summary>When.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset At { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    private string HeadingWords => Inspection.Rejection switch
    {
        null => "Valid",
        DecisionReason.IdentityMismatch => "Not for this event",
        DecisionReason.InvalidEvent => "Invalid event data",
        _ => "Invalid",
    };

    /// <summary>Leads to each new verdict: on a phone it lies below the fold, and a screen reader begins to read there.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!ReferenceEquals(_shown, Inspection))
        {
            _shown = Inspection;
            await Script.MoveFocusAsync(_heading);
        }
    }

    private List<TokenFinding> Of(TokenFindingSeverity severity) => [.. Inspection.Findings.Where(finding => finding.Severity == severity)];
}
