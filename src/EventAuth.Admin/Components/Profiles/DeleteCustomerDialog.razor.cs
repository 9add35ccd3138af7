using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EventAuth.Admin.Components.Profiles;

/// <summary>Asks whether a customer is to be deleted; to say yes a person types who it is.</summary>
public sealed partial class DeleteCustomerDialog
{
    private string? _typed = "";

    /// <summary>What is to be typed: e-mail, else customId, else uuid.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    private bool IsConfirmed => _typed?.Trim() == Name;

    /// <summary>Opens the dialog; true only for "Delete customer".</summary>
    public static async Task<bool> AskAsync(IDialogService dialogs, string name)
    {
        var parameters = new DialogParameters<DeleteCustomerDialog> { { dialog => dialog.Name, name } };
        var options = new DialogOptions { MaxWidth = MaxWidth.Small };
        var dialog = await dialogs.ShowAsync<DeleteCustomerDialog>("Delete this customer?", parameters, options);
        return await dialog.Result is { Canceled: false, Data: true };
    }

    // The key Enter comes here too, whether the button is enabled or not.
    private void Confirm()
    {
        if (IsConfirmed)
        {
            Dialog.Close(true);
        }
    }
}
