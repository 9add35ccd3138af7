using Microsoft.AspNetCore.Components;
using Radzen;

namespace EventAuth.Admin.Components.Profiles;

/// <summary>Asks whether a customer is to be deleted; to say yes a person types who it is.</summary>
public sealed partial class DeleteCustomerDialog
{
    private string _typed = "";

    /// <summary>What is to be typed: e-mail, else customId, else uuid.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    private bool IsConfirmed => _typed.Trim() == Name;

    /// <summary>Opens the dialog; true only for "Delete customer".</summary>
    public static async Task<bool> AskAsync(DialogService dialogs, string name) =>
        await dialogs.OpenAsync<DeleteCustomerDialog>(
            "Delete this customer?",
            new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(Name)] = name },
            new DialogOptions { Width = "520px" }) is true;

    // The key Enter comes here too, whether the button is enabled or not.
    private void Confirm()
    {
        if (IsConfirmed)
        {
            Dialogs.Close(true);
        }
    }
}
