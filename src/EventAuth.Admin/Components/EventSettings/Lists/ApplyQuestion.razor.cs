using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.EventSettings.Lists;

/// <summary>Asks before a change whose consequences are easily overlooked.</summary>
public sealed partial class ApplyQuestion
{
    private ElementReference _question;

    /// <summary>What makes it worth asking.</summary>
    [Parameter, EditorRequired]
    public required string Reason { get; set; }

    /// <summary>The policy as it would be.</summary>
    [Parameter, EditorRequired]
    public required EventPolicy Policy { get; set; }

    /// <summary>The list that is changed.</summary>
    [Parameter, EditorRequired]
    public EventListKind Kind { get; set; }

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
