using EventAuth.Core.Certificates;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>Asks whether another key may take the place of the one in force.</summary>
public sealed partial class OverwriteCertificateDialog
{
    /// <summary>The certificate in force.</summary>
    [Parameter, EditorRequired]
    public Certificate InForce { get; set; } = null!;

    /// <summary>The fingerprint of the one to come.</summary>
    [Parameter, EditorRequired]
    public string NewSha256 { get; set; } = "";

    /// <summary>Whether the one in force was defined by somebody else while this person was choosing.</summary>
    [Parameter]
    public bool ChangedMeanwhile { get; set; }

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    /// <summary>Opens the dialog; true only for "Overwrite".</summary>
    public static async Task<bool> AskAsync(DialogService dialogs, Certificate inForce, string newSha256, bool changedMeanwhile) =>
        await dialogs.OpenAsync<OverwriteCertificateDialog>(
            "Overwrite certificate?",
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(InForce)] = inForce,
                [nameof(NewSha256)] = newSha256,
                [nameof(ChangedMeanwhile)] = changedMeanwhile,
            },
            new DialogOptions { Width = "520px" }) is true;
}
