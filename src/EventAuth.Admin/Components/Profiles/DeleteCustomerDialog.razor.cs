using MudBlazor;

namespace EventAuth.Admin.Components.Profiles;

/// <summary>Asks whether to delete a customer; to confirm, a person types who it is.</summary>
public sealed partial class DeleteCustomerDialog
{
    private string? _typed = "";

    /// <summary>What must be typed: e-mail, otherwise customId, otherwise uuid.</summary>
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
