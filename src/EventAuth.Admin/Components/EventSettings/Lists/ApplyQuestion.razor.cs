using EventAuth.Admin.Components.Kit;
using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EventAuth.Admin.Components.EventSettings.Lists;

/// <summary>What "Apply anyway?" says before a change of a list whose consequences are easily overlooked, and the question.</summary>
public sealed partial class ApplyQuestion
{
    /// <summary>What makes it worth asking.</summary>
    [Parameter, EditorRequired]
    public required string Reason { get; set; }

    /// <summary>The policy as it would be.</summary>
    [Parameter, EditorRequired]
    public required EventPolicy Policy { get; set; }

    /// <summary>The list that is changed.</summary>
    [Parameter, EditorRequired]
    public EventListKind Kind { get; set; }

    /// <summary>Asks; true only for "Apply anyway".</summary>
    public static Task<bool> AskAsync(IDialogService dialogs, string reason, EventPolicy policy, EventListKind kind) =>
        dialogs.ConfirmAsync<ApplyQuestion>(
            "Apply anyway?",
            new Dictionary<string, object> { [nameof(Reason)] = reason, [nameof(Policy)] = policy, [nameof(Kind)] = kind },
            "Apply anyway",
            "Go back");
}
