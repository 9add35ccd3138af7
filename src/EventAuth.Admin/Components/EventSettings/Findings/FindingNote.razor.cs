using MudBlazor;

namespace EventAuth.Admin.Components.EventSettings.Findings;

/// <summary>One finding in a sentence, with the button that does something about it.</summary>
public sealed partial class FindingNote
{
    /// <summary>What was found.</summary>
    [Parameter, EditorRequired] public required PolicyFinding Finding { get; set; }
    /// <summary>Whether it is in its own box, as with a draft.</summary>
    [Parameter] public bool Boxed { get; set; }
    /// <summary>Whether this person is offered the fix.</summary>
    [Parameter, EditorRequired] public bool Offered { get; set; }
    /// <summary>Whether the page can apply it.</summary>
    [Parameter] public bool Ready { get; set; } = true;
    /// <summary>The person chooses the fix.</summary>
    [Parameter] public EventCallback<Fix> Chosen { get; set; }
    /// <summary>More to say after the sentence.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    private (string Word, Severity Box, Color Dot) Look => Finding.Severity switch
    {
        PolicyFindingSeverity.Error => ("Problem", Severity.Error, Color.Error),
        PolicyFindingSeverity.Warning => ("Warning", Severity.Warning, Color.Warning),
        PolicyFindingSeverity.Info => ("Hint", Severity.Info, Color.Default),
    };
}
