using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.Kit;

/// <summary>The frame of a card: badge, title, what stands below the title, buttons, and a body while it is open.</summary>
public sealed partial class SettingsCard
{
    private readonly string _titleId = "card-" + Guid.NewGuid().ToString("N");

    /// <summary>The heading, which names the region.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The name by which an address points to the card.</summary>
    [Parameter, EditorRequired]
    public required string Anchor { get; set; }

    /// <summary>The sign at the head.</summary>
    [Parameter, EditorRequired]
    public CardBadge Badge { get; set; }

    /// <summary>What stands below the title.</summary>
    [Parameter]
    public RenderFragment? Summary { get; set; }

    /// <summary>The buttons.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    /// <summary>Whether the body is shown.</summary>
    [Parameter]
    public bool Open { get; set; }

    /// <summary>What an open card holds.</summary>
    [Parameter]
    public RenderFragment? Body { get; set; }

    private string BadgeWords => Badge switch
    {
        CardBadge.NotSet => "Not set",
        CardBadge.Set => "Set",
        CardBadge.NeedsAttention => "Needs attention",
    };
}
