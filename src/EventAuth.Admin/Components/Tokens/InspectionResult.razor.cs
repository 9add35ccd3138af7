using EventAuth.Admin.Components.Leaving;
using MudBlazor;

namespace EventAuth.Admin.Components.Tokens;

/// <summary>All that was found about a token: the verdict, the findings with what to do about each, and what the token says.</summary>
public sealed partial class InspectionResult
{
    private static readonly (TokenFindingSeverity Severity, string Title, string Icon, Color Color)[] Groups =
    [
        (TokenFindingSeverity.Wrong, "Problems", Icons.Material.Filled.Close, Color.Error),
        (TokenFindingSeverity.Note, "Good to know", Icons.Material.Outlined.Info, Color.Info),
        (TokenFindingSeverity.Right, "Passed", Icons.Material.Filled.Check, Color.Success),
    ];

    private ElementReference _heading;
    private TokenInspection? _shown;

    [Parameter, EditorRequired] public TokenInspection Inspection { get; set; } = default!;
    [Parameter, EditorRequired] public DateTimeOffset At { get; set; }

    private string HeadingWords => Inspection.Rejection switch
    {
        null => "Valid",
        DecisionReason.IdentityMismatch => "Not for this event",
        DecisionReason.InvalidEvent => "Invalid event data",
        _ => "Invalid",
    };

    /// <summary>Moves to each new verdict: on a phone it is below the fold, and a screen reader starts to read there.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!ReferenceEquals(_shown, Inspection))
        {
            _shown = Inspection;
            await Script.MoveFocusAsync(_heading);
        }
    }
}
