using EventAuth.Core.Decisions;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>Asks before a change whose consequences are easily overlooked.</summary>
public sealed partial class ApplyQuestion
{
    private ElementReference _question;

    /// <summary>What makes it worth asking.</summary>
    [Parameter, EditorRequired]
    public required string Reason { get; set; }

    /// <summary>What the list would mean.</summary>
    [Parameter, EditorRequired]
    public required ListMeaning Meaning { get; set; }

    /// <summary>The person wants it.</summary>
    [Parameter]
    public EventCallback Confirmed { get; set; }

    /// <summary>The person goes on editing.</summary>
    [Parameter]
    public EventCallback Declined { get; set; }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _question.FocusAsync();
        }
    }
}
