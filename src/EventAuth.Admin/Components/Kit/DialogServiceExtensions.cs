using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EventAuth.Admin.Components.Kit;

/// <summary>Opens dialogs and waits for the answer.</summary>
public static class DialogServiceExtensions
{
    // Which are open, of whom: the second press of a double click opens no other of the same kind.
    private static readonly ConditionalWeakTable<IDialogService, HashSet<Type>> s_open = [];

    private static readonly DialogOptions Small = new() { MaxWidth = MaxWidth.Small };
    private static readonly DialogOptions ExtraSmall = new() { MaxWidth = MaxWidth.ExtraSmall };

    /// <summary>Asks in plain text; true only where the person says to do it.</summary>
    public static Task<bool> ConfirmAsync(this IDialogService dialogs, string title, string text, string @do, string keep = "Cancel") =>
        dialogs.ConfirmAsync(title, builder => builder.AddContent(0, text), @do, keep);

    /// <summary>Asks with more than a text; true only where the person says to do it.</summary>
    /// <param name="dialogs">Shows the dialog.</param>
    /// <param name="title">The question.</param>
    /// <param name="text">What doing it would mean.</param>
    /// <param name="do">The word for doing it.</param>
    /// <param name="keep">The word for leaving all as it is.</param>
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

    /// <summary>Asks with a dialog; the default value where the person cancels it.</summary>
    public static async Task<TAnswer?> AskAsync<TDialog, TAnswer>(
        this IDialogService dialogs, string title, DialogParameters<TDialog> parameters, DialogOptions? options = null)
        where TDialog : IComponent
    {
        var open = s_open.GetOrCreateValue(dialogs);
        if (!open.Add(typeof(TDialog)))
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
            open.Remove(typeof(TDialog));
        }
    }
}
