using System.Runtime.CompilerServices;
using MudBlazor;

namespace EventAuth.Admin.Components.Kit;

/// <summary>Opens dialogs and waits for the answer.</summary>
public static class DialogServiceExtensions
{
    // Which dialogs are open, and whose: the second press of a double click opens no other.
    private static readonly ConditionalWeakTable<IDialogService, HashSet<object>> s_open = [];

    private static readonly DialogOptions Small = new() { MaxWidth = MaxWidth.Small };
    private static readonly DialogOptions ExtraSmall = new() { MaxWidth = MaxWidth.ExtraSmall };

    /// <summary>Asks in plain text; true only if the person confirms.</summary>
    public static Task<bool> ConfirmAsync(this IDialogService dialogs, string title, string text, string @do, string keep = "Cancel") =>
        dialogs.ConfirmAsync(title, builder => builder.AddContent(0, text), @do, keep);

    /// <summary>Asks with more than a text; true only if the person confirms.</summary>
    /// <param name="dialogs">Shows the dialog.</param>
    /// <param name="title">The question.</param>
    /// <param name="text">What doing it would mean.</param>
    /// <param name="do">The label for doing it.</param>
    /// <param name="keep">The label for leaving everything as it is.</param>
    public static Task<bool> ConfirmAsync(
        this IDialogService dialogs, string title, RenderFragment text, string @do, string keep = "Cancel")
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Text, text },
            { dialog => dialog.Do, @do },
            { dialog => dialog.Keep, keep },
        };
        return dialogs.AskAsync<ConfirmDialog, bool>(title, parameters, ExtraSmall);
    }

    /// <summary>Asks with a dialog; the default value if the person cancels it, or if the same dialog is open already.</summary>
    /// <param name="dialogs">Shows the dialog.</param>
    /// <param name="title">Its title.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="options">Its size and place; a small one for null.</param>
    /// <param name="opener">A page that opens one of its dialogs at a time; null if only the same kind must not be opened twice.</param>
    public static async Task<TAnswer?> AskAsync<TDialog, TAnswer>(
        this IDialogService dialogs,
        string title,
        DialogParameters<TDialog> parameters,
        DialogOptions? options = null,
        object? opener = null)
        where TDialog : IComponent
    {
        var open = s_open.GetOrCreateValue(dialogs);
        var asking = opener ?? typeof(TDialog);
        if (!open.Add(asking))
        {
            return default;
        }

        try
        {
            var dialog = await dialogs.ShowAsync<TDialog>(title, parameters, options ?? Small);
            return await dialog.Result is { Canceled: false, Data: TAnswer answer } ? answer : default;
        }
        finally
        {
            open.Remove(asking);
        }
    }
}
