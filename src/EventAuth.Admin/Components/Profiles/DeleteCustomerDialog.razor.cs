using MudBlazor;

namespace EventAuth.Admin.Components.Profiles;

/// <summary>Asks whether a customer is to be deleted; to say yes a person types who it is.</summary>
public sealed partial class DeleteCustomerDialog
{
    private string? _typed = "";

    /// <summary>What is to be typed: e-mail, else customId, else uuid.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;

    private bool IsConfirmed => _typed?.Trim() == Name;

    // The key Enter comes here too, whether the button is enabled or not.
    private void Confirm()
    {
        if (IsConfirmed)
        {
            Dialog.Close(true);
        }
    }
}
