using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EventAuth.Admin.Components.Kit;

/// <summary>The one question before something that cannot be undone by itself. The safe answer comes first and has the focus.</summary>
public sealed partial class ConfirmDialog
{
    /// <summary>What it would do.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment Text { get; set; }

    /// <summary>The word for doing it.</summary>
    [Parameter, EditorRequired]
    public required string Do { get; set; }

    /// <summary>The word for leaving all as it is.</summary>
    [Parameter]
    public string Keep { get; set; } = "Cancel";

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;
}

/// <summary>Opens <see cref="ConfirmDialog"/>.</summary>
public static class Confirmation
{
    // Whose question is open: the second press of a double click asks nothing.
    private static readonly ConditionalWeakTable<IDialogService, IDialogService> s_asking = [];

    /// <summary>Asks in plain text; true only where the person says to do it.</summary>
    public static Task<bool> ConfirmAsync(this IDialogService dialogs, string title, string text, string @do, string keep = "Cancel") =>
        dialogs.ConfirmAsync(title, builder => builder.AddContent(0, text), @do, keep);

    /// <summary>Asks with a component; true only where the person says to do it.</summary>
    /// <param name="dialogs">Shows the dialog.</param>
    /// <param name="title">The question.</param>
    /// <param name="parameters">The parameters of the component, by name.</param>
    /// <param name="do">The word for doing it.</param>
    /// <param name="keep">The word for leaving all as it is.</param>
    public static Task<bool> ConfirmAsync<TText>(
        this IDialogService dialogs, string title, IReadOnlyDictionary<string, object> parameters, string @do, string keep)
        where TText : IComponent =>
        dialogs.ConfirmAsync(
            title,
            builder =>
            {
                builder.OpenComponent<TText>(0);
                builder.AddMultipleAttributes(1, parameters);
                builder.CloseComponent();
            },
            @do,
            keep);

    /// <summary>Asks with more than a text; true only where the person says to do it.</summary>
    public static async Task<bool> ConfirmAsync(
        this IDialogService dialogs, string title, RenderFragment text, string @do, string keep = "Cancel")
    {
        if (!s_asking.TryAdd(dialogs, dialogs))
        {
            return false;
        }

        try
        {
            return await AskAsync(dialogs, title, text, @do, keep);
        }
        finally
        {
            s_asking.Remove(dialogs);
        }
    }

    private static async Task<bool> AskAsync(IDialogService dialogs, string title, RenderFragment text, string @do, string keep)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Text, text },
            { dialog => dialog.Do, @do },
            { dialog => dialog.Keep, keep },
        };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(title, parameters, new DialogOptions { MaxWidth = MaxWidth.ExtraSmall });
        return await dialog.Result is { Canceled: false, Data: true };
    }
}
