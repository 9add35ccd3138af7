using EventAuth.Core.Lint;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>One finding in a sentence, with the button that does something about it.</summary>
public sealed partial class FindingNote
{
    /// <summary>What was found.</summary>
    [Parameter, EditorRequired]
    public required PolicyFinding Finding { get; set; }

    /// <summary>Whether it stands in a box of its own, as beside a draft.</summary>
    [Parameter]
    public bool Boxed { get; set; }

    /// <summary>Whether this person is offered the way out.</summary>
    [Parameter, EditorRequired]
    public bool Offered { get; set; }

    /// <summary>Whether the page can take it.</summary>
    [Parameter]
    public bool Ready { get; set; } = true;

    /// <summary>The person takes the way out.</summary>
    [Parameter]
    public EventCallback<Fix> Chosen { get; set; }

    /// <summary>More to say after the sentence.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private string Severity => Finding.Kind.ToSeverity() switch
    {
        PolicyFindingSeverity.Error => "Problem",
        PolicyFindingSeverity.Warning => "Warning",
        PolicyFindingSeverity.Info => "Hint",
    };

    private string Frame => (Boxed, Finding.Kind.ToSeverity()) switch
    {
        (false, PolicyFindingSeverity.Error) => "line error",
        (false, PolicyFindingSeverity.Warning) => "line warning",
        (false, PolicyFindingSeverity.Info) => "line",
        (true, PolicyFindingSeverity.Error) => "note bad",
        (true, PolicyFindingSeverity.Warning) => "note",
        (true, PolicyFindingSeverity.Info) => "note calm",
    };
}
