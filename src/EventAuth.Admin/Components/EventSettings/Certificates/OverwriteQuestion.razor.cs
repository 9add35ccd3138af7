using EventAuth.Admin.Components.Kit;
using EventAuth.Core.Certificates;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EventAuth.Admin.Components.EventSettings.Certificates;

/// <summary>What "Overwrite certificate?" says, and the question itself.</summary>
public sealed partial class OverwriteQuestion
{
    /// <summary>The certificate in force.</summary>
    [Parameter, EditorRequired]
    public required Certificate InForce { get; set; }

    /// <summary>The fingerprint of the new one.</summary>
    [Parameter, EditorRequired]
    public required string NewSha256 { get; set; }

    /// <summary>Whether the one in force was defined by somebody else while this person was choosing.</summary>
    [Parameter]
    public bool ChangedMeanwhile { get; set; }

    /// <summary>Asks whether another certificate may replace the one in force; true only for "Overwrite".</summary>
    public static Task<bool> AskAsync(IDialogService dialogs, Certificate inForce, string newSha256, bool changedMeanwhile) =>
        dialogs.ConfirmAsync<OverwriteQuestion>(
            "Overwrite certificate?",
            new Dictionary<string, object>
            {
                [nameof(InForce)] = inForce,
                [nameof(NewSha256)] = newSha256,
                [nameof(ChangedMeanwhile)] = changedMeanwhile,
            },
            "Overwrite",
            "Keep existing");
}
